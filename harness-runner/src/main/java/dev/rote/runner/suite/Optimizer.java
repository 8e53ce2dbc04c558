package dev.rote.runner.suite;

import dev.rote.api.Sgd;

/**
 * Stochastic gradient descent, the one optimizer there is. The weight decay is an experiment's.
 *
 * @param momentum 0 or more and less than 1
 * @param nesterov whether the momentum is Nesterov's, which is then more than 0
 */
public record Optimizer(float momentum, boolean nesterov) {
  /** The name that suites use. */
  public static final String TYPE = "sgd";

  public Optimizer {
    new Sgd(momentum, nesterov, 0);
  }

  /** Returns the optimizer of an experiment with that weight decay. */
  public Sgd withWeightDecay(float weightDecay) {
    return new Sgd(momentum, nesterov, weightDecay);
  }
}
