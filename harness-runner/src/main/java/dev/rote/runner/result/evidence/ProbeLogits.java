package dev.rote.runner.result.evidence;

import java.util.List;

/**
 * What a network predicts for the same images, the first of the training and of the test set, at
 * two moments: with its initial parameters, and after the steps of which the losses are compared.
 *
 * @param before {@code [images, classes]}, before the first step
 * @param after the same, after the steps; empty if training ended before
 */
public record ProbeLogits(List<Float> before, List<Float> after) {
  public ProbeLogits {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}
