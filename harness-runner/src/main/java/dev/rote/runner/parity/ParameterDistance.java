package dev.rote.runner.parity;

import static java.util.Objects.requireNonNull;

import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;

/**
 * How far parameters are from a reference's.
 *
 * @param largest the largest difference of an element, relative to the reference's largest
 *     magnitude in the same tensor, or to {@link #LEAST_MAGNITUDE} if that is larger; infinite if
 *     one of two elements is not finite and the other is
 * @param parameter the name of the tensor where it is
 */
public record ParameterDistance(double largest, String parameter) {
  /**
   * A bias in front of a batch norm has no gradient but rounding: relative to its own magnitude,
   * two such biases may differ by any factor.
   */
  public static final double LEAST_MAGNITUDE = 0.01;

  public ParameterDistance {
    requireNonNull(parameter, "parameter is null");
  }

  /**
   * Compares two sets of parameters.
   *
   * @throws IllegalArgumentException if they are not those of the same model, or there are none
   */
  public static ParameterDistance of(Parameters parameters, Parameters reference) {
    ParameterDistance largest = null;
    for (ParameterSpec spec : reference.specs()) {
      double distance = of(parameters.toArray(spec.name()), reference.toArray(spec.name()));
      if (largest == null || distance > largest.largest()) {
        largest = new ParameterDistance(distance, spec.name());
      }
    }
    if (largest == null) {
      throw new IllegalArgumentException("there are no parameters to compare");
    }
    return largest;
  }

  private static double of(float[] values, float[] reference) {
    if (values.length != reference.length) {
      throw new IllegalArgumentException(
          "a tensor has " + values.length + " values, the reference's " + reference.length);
    }
    double scale = LEAST_MAGNITUDE;
    for (float value : reference) {
      scale = Float.isFinite(value) ? Math.max(scale, Math.abs(value)) : scale;
    }
    double largest = 0;
    for (int i = 0; i < values.length; i++) {
      largest = Math.max(largest, RelativeDifference.of(values[i], reference[i], scale));
    }
    return largest;
  }
}
