package dev.rote.api;

/** Where a parameter's initial values come from. The harness draws them; a backend only copies. */
public sealed interface Distribution {
  /**
   * Normal with mean 0.
   *
   * @param standardDeviation 0 or more
   */
  record Normal(double standardDeviation) implements Distribution {}

  /**
   * Uniform between {@code -limit} and {@code limit}.
   *
   * @param limit 0 or more
   */
  record Uniform(double limit) implements Distribution {}

  /** Every element the same. */
  record Constant(float value) implements Distribution {}
}
