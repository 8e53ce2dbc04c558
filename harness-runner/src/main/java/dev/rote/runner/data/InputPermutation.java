package dev.rote.runner.data;

import dev.rote.api.Shape;
import dev.rote.runner.data.set.Split;
import dev.rote.runner.random.RandomStream;

/** Moves the pixels of an image, the channels of a pixel together. */
sealed interface InputPermutation {
  /** Leaves every pixel where it is. */
  record Identity() implements InputPermutation {}

  /** The same permutation for every image, from the stream {@code pixels}. */
  record Shared(int[] permutation) implements InputPermutation {}

  /** One for each image, from the stream {@code pixels} with the split and the image's index. */
  record PerImage(long seed, int pixels) implements InputPermutation {}

  static InputPermutation of(InputCorruption corruption, long seed, Shape cropped) {
    int pixels = cropped.get(1) * cropped.get(2);
    return switch (corruption) {
      case NONE, GAUSSIAN -> new Identity();
      case SHUFFLED_PIXELS -> new Shared(RandomStream.of(seed, "pixels").permutation(pixels));
      case RANDOM_PIXELS -> new PerImage(seed, pixels);
    };
  }

  /**
   * Permutes one image: pixel p becomes what pixel {@code permutation[p]} was.
   *
   * @param values {@code [c, h, w]}
   * @param copy as long, overwritten
   */
  default void apply(Split split, int index, double[] values, double[] copy) {
    switch (this) {
      case Identity identity -> {}
      case Shared shared -> apply(shared.permutation, values, copy);
      case PerImage own ->
          apply(
              RandomStream.of(own.seed, "pixels", split.index(), index).permutation(own.pixels),
              values,
              copy);
    }
  }

  private static void apply(int[] permutation, double[] values, double[] copy) {
    System.arraycopy(values, 0, copy, 0, values.length);
    for (int channel = 0; channel < values.length; channel += permutation.length) {
      for (int pixel = 0; pixel < permutation.length; pixel++) {
        values[channel + pixel] = copy[channel + permutation[pixel]];
      }
    }
  }
}
