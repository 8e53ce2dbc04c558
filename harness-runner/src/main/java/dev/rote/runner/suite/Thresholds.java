package dev.rote.runner.suite;

import java.util.List;

/**
 * What counts as zero, each measured over the whole training set in evaluation mode at an epoch's
 * end.
 *
 * @param error largest share of wrongly classified training examples, 0 to 1; named {@code error}
 * @param loss mean cross-entropies; each named after itself, such as {@code loss0.1}
 */
public record Thresholds(double error, List<Double> loss) {
  public Thresholds {
    loss = List.copyOf(loss);
    if (!(error >= 0 && error <= 1)) {
      throw new IllegalArgumentException("error is " + error + ", allowed is 0 to 1");
    }
    for (double value : loss) {
      if (!(value > 0 && Double.isFinite(value))) {
        throw new IllegalArgumentException("a loss is " + value + ", allowed is more than 0");
      }
    }
  }
}
