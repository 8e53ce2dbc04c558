package dev.rote.runner.suite.yaml;

import dev.rote.runner.data.Augmentation;
import java.math.BigDecimal;

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
  static final Interval NOT_NEGATIVE =
      new Interval(0, false, Double.POSITIVE_INFINITY, "a number, 0 or greater");
  static final Interval BELOW_ONE =
      new Interval(0, false, 1, "a number, 0 or greater and less than 1");
  static final Interval SHARE = new Interval(0, false, Math.nextUp(1.0), "a number from 0 to 1");
  static final Interval POSITIVE_SHARE =
      new Interval(0, true, Math.nextUp(1.0), "a number greater than 0 and at most 1");
  static final Interval DEGREES =
      new Interval(
          0,
          true,
          Math.nextUp((double) Augmentation.MOST_DEGREES),
          "a number of degrees greater than 0 and at most " + Augmentation.MOST_DEGREES);

  /** In what a number is used, and therefore checked: rounding may lead out of an interval. */
  enum Precision {
    FLOAT64("as float64"),
    FLOAT32("as float32"),
    /** Compared with a uniform random number. */
    UNIFORM("in steps of 2^-53, as random numbers have");

    private static final double STEP = 0x1p-53;

    private final String description;

    Precision(String description) {
      this.description = description;
    }

    private double round(BigDecimal exact) {
      return switch (this) {
        case FLOAT64 -> exact.doubleValue();
        case FLOAT32 -> exact.floatValue();
        case UNIFORM -> Math.abs(exact.doubleValue()) < STEP ? 0 : exact.doubleValue();
      };
    }
  }

  /** Returns whether a number is allowed when it is rounded, and is not 0 only then. */
  boolean contains(BigDecimal exact, Precision precision) {
    double value = precision.round(exact);
    boolean above = exclusive ? value > least : value >= least;
    return above && value < below && (value != 0 || exact.signum() == 0);
  }

  /** Returns the text, with what rounding makes of a number where that is why it is refused. */
  String text(BigDecimal exact, Precision precision) {
    return containsExactly(exact)
        ? "%s, also %s, where it becomes %s"
            .formatted(text, precision.description, precision.round(exact))
        : text;
  }

  private boolean containsExactly(BigDecimal exact) {
    int toLeast = exact.compareTo(new BigDecimal(least));
    boolean above = exclusive ? toLeast > 0 : toLeast >= 0;
    return above && (Double.isInfinite(below) || exact.compareTo(new BigDecimal(below)) < 0);
  }
}
