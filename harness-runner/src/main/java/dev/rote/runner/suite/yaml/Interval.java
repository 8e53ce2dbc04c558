package dev.rote.runner.suite.yaml;

/**
 * Allowed real numbers.
 *
 * @param least the smallest, or what they must exceed
 * @param exclusive whether {@code least} itself is not allowed
 * @param below what they must stay below; infinity for any finite number
 * @param text what a sentence says after "allowed is"
 */
record Interval(double least, boolean exclusive, double below, String text) {
  static final Interval POSITIVE =
      new Interval(0, true, Double.POSITIVE_INFINITY, "a number greater than 0");
  static final Interval POSITIVE_SINGLE =
      new Interval(
          Float.MIN_VALUE,
          false,
          Math.nextUp((double) Float.MAX_VALUE),
          "a number from 1.4e-45 to 3.4e38, the range of float32");
  static final Interval NOT_NEGATIVE =
      new Interval(0, false, Double.POSITIVE_INFINITY, "a number, 0 or greater");
  static final Interval BELOW_ONE =
      new Interval(0, false, 1, "a number, 0 or greater and less than 1");
  static final Interval SHARE = new Interval(0, false, Math.nextUp(1.0), "a number from 0 to 1");
  static final Interval POSITIVE_SHARE =
      new Interval(0, true, Math.nextUp(1.0), "a number greater than 0 and at most 1");

  boolean contains(double value) {
    return (exclusive ? value > least : value >= least) && value < below;
  }
}
