package dev.rote.backend.reference;

import dev.rote.api.Padding;
import dev.rote.api.Shape;

/**
 * The patches of an image that a kernel sees: a row for each position of the output, {@code
 * [outputHeight * outputWidth][channels * kernel * kernel]}. Outside of the image, where the
 * padding is, a patch is zero.
 */
final class Patches {
  private final int channels;
  private final int height;
  private final int width;
  private final int kernel;
  private final int stride;
  private final Padding vertical;
  private final Padding horizontal;

  Patches(Shape image, int kernel, int stride) {
    channels = image.get(0);
    height = image.get(1);
    width = image.get(2);
    this.kernel = kernel;
    this.stride = stride;
    vertical = Padding.same(height, kernel, stride);
    horizontal = Padding.same(width, kernel, stride);
  }

  /** Returns the patches of an image. */
  double[][] of(double[] image) {
    double[][] patches = blank();
    forEachRun((position, patchIndex, imageIndex, length) -> {
      double[] patch = patches[position];
      for (int i = 0; i < length; i++) {
        patch[patchIndex + i] = image[imageIndex + i];
      }
    });
    return patches;
  }

  /** Returns the image of the sums of what lies on each pixel: the adjoint of {@link #of}. */
  double[] sum(double[][] patches) {
    double[] image = new double[channels * height * width];
    forEachRun((position, patchIndex, imageIndex, length) -> {
      double[] patch = patches[position];
      for (int i = 0; i < length; i++) {
        image[imageIndex + i] += patch[patchIndex + i];
      }
    });
    return image;
  }

  private double[][] blank() {
    return new double[vertical.output() * horizontal.output()][channels * kernel * kernel];
  }

  /** Visits the part of each row of each patch that lies inside of the image. */
  private void forEachRun(Run run) {
    for (int y = 0; y < vertical.output(); y++) {
      int top = y * stride - vertical.before();
      for (int x = 0; x < horizontal.output(); x++) {
        int left = x * stride - horizontal.before();
        int first = Math.max(0, -left);
        int length = Math.min(kernel, width - left) - first;
        for (int c = 0; c < channels; c++) {
          for (int row = Math.max(0, -top); row < kernel && top + row < height; row++) {
            run.visit(
                y * horizontal.output() + x,
                (c * kernel + row) * kernel + first,
                (c * height + top + row) * width + left + first,
                length);
          }
        }
      }
    }
  }

  /** Elements that lie one after the other both in a patch and in the image. */
  private interface Run {
    void visit(int position, int patchIndex, int imageIndex, int length);
  }
}
