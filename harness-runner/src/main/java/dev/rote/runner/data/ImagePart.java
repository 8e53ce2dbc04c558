package dev.rote.runner.data;

import dev.rote.api.Shape;

/**
 * Which part of an image is used. It may reach over the edges; what is not in the image is black.
 *
 * @param top row of the stored image that becomes row 0, below 0 if the part begins above it
 * @param left column of the stored image that becomes column 0, below 0 if it begins beside it
 * @param flipped whether left and right are exchanged afterwards
 */
record ImagePart(int top, int left, boolean flipped) {
  /** Returns the centre; the odd row or column is cut off at the end. */
  static ImagePart centre(Shape image, Shape cropped) {
    return new ImagePart(
        (image.get(1) - cropped.get(1)) / 2, (image.get(2) - cropped.get(2)) / 2, false);
  }

  /**
   * Copies the part.
   *
   * @param pixels stored images, unsigned
   * @param offset where the image starts, {@code [c, h, w]}
   * @param divisor each pixel is divided by it
   * @param values receives {@code [c, cropped h, cropped w]}
   */
  void copy(
      byte[] pixels, int offset, Shape image, Shape cropped, double divisor, double[] values) {
    int width = cropped.get(2);
    int to = 0;
    for (int channel = 0; channel < cropped.get(0); channel++) {
      for (int row = top; row < top + cropped.get(1); row++) {
        int from = offset + (channel * image.get(1) + row) * image.get(2);
        boolean inside = row >= 0 && row < image.get(1);
        for (int i = 0; i < width; i++) {
          int column = left + (flipped ? width - 1 - i : i);
          values[to++] =
              inside && column >= 0 && column < image.get(2)
                  ? Byte.toUnsignedInt(pixels[from + column]) / divisor
                  : 0;
        }
      }
    }
  }
}
