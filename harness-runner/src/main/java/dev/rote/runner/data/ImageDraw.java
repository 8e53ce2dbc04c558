package dev.rote.runner.data;

import dev.rote.api.Shape;
import dev.rote.runner.random.RandomStream;
import java.util.OptionalDouble;

/**
 * What was drawn for one training image and epoch.
 *
 * @param part which part of the stored image is used
 * @param rotation the angle by which it is turned counter-clockwise, in degrees; empty if it is not
 * @param brightness what is added to every value, as a share of the full range; empty for nothing
 * @param contrast by what the distance of every value from the mean of its channel is multiplied;
 *     empty if it is not
 */
record ImageDraw(
    ImagePart part, OptionalDouble rotation, OptionalDouble brightness, OptionalDouble contrast) {
  /** Returns what an image without augmentation has. */
  static ImageDraw of(ImagePart part) {
    return new ImageDraw(
        part, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
  }

  /**
   * Draws for a training image. From the stream {@code augmentation} with the epoch and the image's
   * index come three integers and three uniform numbers, whichever augmentation is in use: the row
   * and the column, in the image with its padding, and 1 for a flip; then for rotation, brightness
   * and contrast how far they go between their extremes.
   */
  static ImageDraw augmented(
      Shape image, Shape cropped, Augmentation augmentation, long seed, int epoch, int index) {
    RandomStream random = RandomStream.of(seed, "augmentation", epoch, index);
    int padding = augmentation.crop().orElse(0);
    int top = random.nextInt(image.get(1) + 2 * padding - cropped.get(1) + 1) - padding;
    int left = random.nextInt(image.get(2) + 2 * padding - cropped.get(2) + 1) - padding;
    boolean flip = random.nextInt(2) == 1;
    OptionalDouble rotation = within(augmentation.rotation(), random);
    OptionalDouble brightness = within(augmentation.brightness(), random);
    OptionalDouble contrast = within(augmentation.contrast(), random);
    ImagePart centre = ImagePart.centre(image, cropped);
    boolean moved = augmentation.crop().isPresent();
    return new ImageDraw(
        new ImagePart(
            moved ? top : centre.top(), moved ? left : centre.left(), flip && augmentation.flip()),
        rotation,
        brightness,
        contrast.isPresent()
            ? OptionalDouble.of(1 + contrast.getAsDouble())
            : OptionalDouble.empty());
  }

  /** Draws from {@code -most} to below {@code most}; always draws, and gives nothing for 0. */
  private static OptionalDouble within(double most, RandomStream random) {
    double drawn = (2 * random.nextDouble() - 1) * most;
    return most > 0 ? OptionalDouble.of(drawn) : OptionalDouble.empty();
  }
}
