package dev.rote.runner.plan;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Model;
import dev.rote.runner.result.SpeedKey;

/**
 * A model and batch size on a backend and device, whose throughput is measured. Corruption does not
 * change the work, so that one measurement stands for all of a model's experiments.
 *
 * @param batchSize examples of a training step
 * @param target on what
 * @param representative the model's first experiment, whose data and optimizer are used
 */
public record ThroughputCell(int batchSize, Target target, Experiment representative) {
  public ThroughputCell {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize is " + batchSize + ", allowed is 1 or more");
    }
    requireNonNull(target, "target is null");
    requireNonNull(representative, "representative is null");
  }

  /** Returns the network. */
  public Model model() {
    return representative.model();
  }

  /** Returns whether another takes turns with it: the same work on any target. */
  public boolean isNeighbour(ThroughputCell other) {
    return batchSize == other.batchSize && model().name().equals(other.model().name());
  }

  /** Returns what results call it. */
  public SpeedKey key() {
    return new SpeedKey(model().name(), batchSize, target.backend(), target.device());
  }

  /** Returns {@code mlp-1x512, batch 128 on tensorflow cpu}. */
  @Override
  public String toString() {
    return key().toString();
  }
}
