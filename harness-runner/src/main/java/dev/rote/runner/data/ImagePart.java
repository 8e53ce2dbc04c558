package dev.rote.runner.data;

import dev.rote.api.Shape;
import dev.rote.runner.random.RandomStream;
import java.util.Set;

/**
 * Which part of an image is used.
 *
 * @param top row of the stored image that becomes row 0
 * @param left column of the stored image that becomes column 0
 * @param flipped whether left and right are exchanged afterwards
 */
record ImagePart(int top, int left, boolean flipped) {
  /** Returns the centre; the odd row or column is cut off at the end. */
  static ImagePart centre(Shape image, Shape cropped) {
    return new ImagePart(
        (image.get(1) - cropped.get(1)) / 2, (image.get(2) - cropped.get(2)) / 2, false);
  }

  /**
   * Returns the part of a training image in an augmented epoch. From the stream {@code
   * augmentation} with the epoch and the image's index come three integers, whichever augmentation
   * is in use: the row, the column, and 1 for a flip.
   */
  static ImagePart augmented(
      Shape image, Shape cropped, Set<Augmentation> augmentation, long seed, int epoch, int index) {
    RandomStream random = RandomStream.of(seed, "augmentation", epoch, index);
    int top = random.nextInt(image.get(1) - cropped.get(1) + 1);
    int left = random.nextInt(image.get(2) - cropped.get(2) + 1);
    boolean flip = random.nextInt(2) == 1;
    ImagePart centre = centre(image, cropped);
    boolean moved = augmentation.contains(Augmentation.RANDOM_CROP);
    return new ImagePart(
        moved ? top : centre.top,
        moved ? left : centre.left,
        flip && augmentation.contains(Augmentation.RANDOM_FLIP));
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
      for (int row = 0; row < cropped.get(1); row++) {
        int from = offset + (channel * image.get(1) + top + row) * image.get(2) + left;
        for (int column = 0; column < width; column++) {
          int source = flipped ? width - 1 - column : column;
          values[to++] = Byte.toUnsignedInt(pixels[from + source]) / divisor;
        }
      }
    }
  }
}
