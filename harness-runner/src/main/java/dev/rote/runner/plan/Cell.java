package dev.rote.runner.plan;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.result.CellKey;

/**
 * An experiment on a backend and device: the unit of running, of failing and of reporting.
 *
 * @param experiment what is trained
 * @param target on what
 */
public record Cell(Experiment experiment, Target target) {
  public Cell {
    requireNonNull(experiment, "experiment is null");
    requireNonNull(target, "target is null");
  }

  /** Returns what results call it. */
  public CellKey key() {
    return new CellKey(
        experiment.id(),
        experiment.name(),
        experiment.model().name(),
        target.backend(),
        target.device(),
        experiment.seed(),
        experiment.batchSize());
  }

  /** Returns {@code mlp-1x512/true-labels/seed-1 on tensorflow cpu}. */
  @Override
  public String toString() {
    return experiment.id() + " on " + target;
  }
}
