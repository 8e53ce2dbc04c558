package dev.rote.api;

import static java.util.Objects.requireNonNull;

/**
 * How a model's weights are drawn. Biases, shifts and running means start at 0, scales and running
 * variances at 1.
 *
 * @param scheme the rule
 * @param gain multiplies the rule's standard deviation or limit; more than 0, and 1 of {@link
 *     Scheme#ZEROS}, where there is nothing to multiply
 */
public record Initializer(Scheme scheme, double gain) {
  /** All weights 0. */
  public static final Initializer ZEROS = new Initializer(Scheme.ZEROS, 1);

  /** He-normal with gain 1, the choice that reproduces Zhang et al. 2016, table 1. */
  public static final Initializer HE_NORMAL = new Initializer(Scheme.HE_NORMAL, 1);

  public Initializer {
    requireNonNull(scheme, "scheme is null");
    if (!(gain > 0 && Double.isFinite(gain))) {
      throw new IllegalArgumentException("the gain is " + gain + ", allowed is more than 0");
    }
    if (scheme == Scheme.ZEROS && gain != 1) {
      throw new IllegalArgumentException(
          "the gain of zeros is " + gain + ", allowed is 1: it changes nothing");
    }
  }

  /** A rule that takes the fan-in and fan-out of a layer. */
  public enum Scheme {
    /** Normal, standard deviation {@code sqrt(2 / fanIn)} (He et al. 2015). */
    HE_NORMAL,
    /** Uniform, limit {@code sqrt(6 / (fanIn + fanOut))} (Glorot and Bengio 2010). */
    GLOROT_UNIFORM,
    /** Normal, standard deviation {@code sqrt(1 / fanIn)} (LeCun et al. 1998). */
    LECUN_NORMAL,
    /** All 0: of a linear model, as in section 5 of Zhang et al. 2016. */
    ZEROS
  }

  /**
   * Returns the distribution of weights with these fans.
   *
   * @param fanIn inputs that one output sums over
   * @param fanOut outputs that one input reaches
   */
  public Distribution distribution(int fanIn, int fanOut) {
    return switch (scheme) {
      case HE_NORMAL -> new Distribution.Normal(gain * Math.sqrt(2.0 / fanIn));
      case GLOROT_UNIFORM ->
          new Distribution.Uniform(gain * Math.sqrt(6.0 / ((double) fanIn + fanOut)));
      case LECUN_NORMAL -> new Distribution.Normal(gain * Math.sqrt(1.0 / fanIn));
      case ZEROS -> new Distribution.Constant(0);
    };
  }
}
