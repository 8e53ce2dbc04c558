package dev.rote.runner.data;

import dev.rote.api.Shape;
import dev.rote.runner.data.set.ImageSource;

/** Mean and variance of all pixel values of a training set, from exact integer sums. */
final class PixelStatistics {
  private final Shape image;
  private final Shape cropped;
  private long count;
  private long sum;
  private long sumOfSquares;

  /** Counts what is inside the centre crop. */
  PixelStatistics(Shape image, Shape cropped) {
    this.image = image;
    this.cropped = cropped;
  }

  void add(ImageSource.Block block) {
    ImagePart centre = ImagePart.centre(image, cropped);
    for (int i = 0; i < block.count(); i++) {
      for (int channel = 0; channel < cropped.get(0); channel++) {
        for (int row = 0; row < cropped.get(1); row++) {
          int line = channel * image.get(1) + centre.top() + row;
          addRow(block.pixels(), i * image.size() + line * image.get(2) + centre.left());
        }
      }
    }
  }

  /** Returns the mean, 0 to 255. */
  double mean() {
    return (double) sum / count;
  }

  /** Returns the standard deviation, with divisor n. */
  double standardDeviation() {
    double mean = mean();
    return Math.sqrt((double) sumOfSquares / count - mean * mean);
  }

  private void addRow(byte[] pixels, int from) {
    for (int i = from; i < from + cropped.get(2); i++) {
      int pixel = Byte.toUnsignedInt(pixels[i]);
      sum += pixel;
      sumOfSquares += (long) pixel * pixel;
    }
    count += cropped.get(2);
  }
}
