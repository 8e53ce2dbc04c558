package dev.rote.runner.parity;

import java.util.ArrayList;
import java.util.List;

/**
 * How far from the oracle a correct float32 implementation may be, at each step and afterwards.
 *
 * @param curve the largest allowed {@linkplain TraceDistance#relative relative difference} of the
 *     loss at each step; steps beyond its end are not compared
 * @param parameters the largest allowed {@link ParameterDistance} after the last of these steps
 */
public record ParityTolerance(List<Double> curve, double parameters) {
  /** What rounding may do to a loss that nothing has amplified yet, relative. */
  public static final double LEAST_LOSS_DIFFERENCE = 2e-6;

  /** What rounding may do to a parameter after some steps, relative to its tensor's magnitude. */
  public static final double LEAST_PARAMETER_DIFFERENCE = 1e-5;

  /**
   * How far beside the oracle is started, {@linkplain OneUlp in ulps}, to see what the rounding of
   * whole networks does. One ulp shows how smooth arithmetic grows; only a disturbance as large as
   * the rounding of a layer's sums hits the kinks that rounding hits, where a rectifier or a
   * max-pool decides otherwise and a gradient jumps.
   */
  public static final int DISTURBANCE_ULPS = 16;

  /** How many times the largest distance of such disturbances is allowed. */
  public static final double DISTURBANCE_FACTOR = 4;

  public ParityTolerance {
    curve = List.copyOf(curve);
    if (curve.isEmpty()) {
      throw new IllegalArgumentException("a tolerance needs a step at least");
    }
  }

  /**
   * Derives a tolerance from disturbances of {@link #DISTURBANCE_ULPS}: of a network with kinks and
   * batch norm this is what a correct implementation needs.
   *
   * @param distances for each step, the largest relative difference of the oracle's loss from those
   *     of the oracle started beside
   * @param parameterDistance the same for the parameters after the last step
   */
  public static ParityTolerance ofDisturbances(List<Double> distances, double parameterDistance) {
    List<Double> curve = new ArrayList<>();
    double largest = 0;
    for (double distance : distances) {
      // What has been amplified once stays: a difference may pass through zero by accident.
      largest = Math.max(largest, distance);
      curve.add(Math.max(LEAST_LOSS_DIFFERENCE, DISTURBANCE_FACTOR * largest));
    }
    return new ParityTolerance(
        curve, Math.max(LEAST_PARAMETER_DIFFERENCE, DISTURBANCE_FACTOR * parameterDistance));
  }

  /** Returns how many steps are compared. */
  public int steps() {
    return curve.size();
  }

  /** Returns the largest allowed relative difference of the loss at a step, counted from 0. */
  public double at(int step) {
    return curve.get(step);
  }
}
