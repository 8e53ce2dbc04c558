package dev.rote.runner.suite;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.data.set.DataSet;
import java.util.Locale;

/**
 * Which images a suite uses.
 *
 * @param set the data set
 * @param train how many of its training images, from the first one on
 * @param test how many of its test images, from the first one on
 */
public record DataSpec(DataSet set, int train, int test) {
  public DataSpec {
    requireNonNull(set, "set is null");
    requireAtMost("train", train, set.trainImages());
    requireAtMost("test", test, set.testImages());
  }

  /** Returns {@code cifar10, 512 training and 1,000 test images}. */
  public String inWords() {
    return String.format(
        Locale.ROOT, "%s, %,d training and %,d test images", set.id(), train, test);
  }

  private static void requireAtMost(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s is %d, allowed is a whole number from 1 to %d".formatted(name, value, most));
    }
  }
}
