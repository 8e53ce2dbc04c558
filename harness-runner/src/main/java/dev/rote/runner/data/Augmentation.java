package dev.rote.runner.data;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * What changes the training images anew for every epoch, in this order. Evaluation never sees it.
 *
 * @param crop a crop at a random place instead of the centre: of how many rows and columns of black
 *     the image gets on every side before, 0 or more; empty for the centre
 * @param flip whether left and right are exchanged, with probability one half
 * @param rotation the largest angle by which an image is turned to either side, in degrees, 0 for
 *     none to 180
 * @param brightness the most that is added to every value or taken from it, as a share of the full
 *     range, 0 for none to 1
 * @param contrast by what share of itself the distance of every value from the mean of its channel
 *     grows or shrinks at most, 0 for not at all to 1
 */
public record Augmentation(
    OptionalInt crop, boolean flip, double rotation, double brightness, double contrast) {
  /** Leaves every image as it is. */
  public static final Augmentation NONE = new Augmentation(OptionalInt.empty(), false, 0, 0, 0);

  /** The largest {@link #rotation}, in degrees: any angle there is. */
  public static final int MOST_DEGREES = 180;

  public Augmentation {
    requireNonNull(crop, "crop is null");
    if (crop.orElse(0) < 0) {
      throw new IllegalArgumentException("crop is " + crop.orElse(0) + ", allowed is 0 or more");
    }
    require("rotation", rotation, MOST_DEGREES);
    require("brightness", brightness, 1);
    require("contrast", contrast, 1);
  }

  private static void require(String name, double value, int most) {
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException(
          "%s is %s, allowed is 0 to %d".formatted(name, value, most));
    }
  }

  /** Returns whether every image is left as it is. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** Returns the same with a random crop of the image in that much black. */
  public Augmentation withCrop(int padding) {
    return new Augmentation(OptionalInt.of(padding), flip, rotation, brightness, contrast);
  }

  /** Returns the same with random flips. */
  public Augmentation withFlip() {
    return new Augmentation(crop, true, rotation, brightness, contrast);
  }

  /** Returns the same with another rotation. */
  public Augmentation withRotation(double degrees) {
    return new Augmentation(crop, flip, degrees, brightness, contrast);
  }

  /** Returns the same with another brightness. */
  public Augmentation withBrightness(double share) {
    return new Augmentation(crop, flip, rotation, share, contrast);
  }

  /** Returns the same with another contrast. */
  public Augmentation withContrast(double share) {
    return new Augmentation(crop, flip, rotation, brightness, share);
  }
}
