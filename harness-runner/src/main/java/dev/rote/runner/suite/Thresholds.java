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
  }

  /** Returns the name of a loss threshold, such as {@code loss0.01}. */
  public static String name(double loss) {
    return "loss" + loss;
  }
}
