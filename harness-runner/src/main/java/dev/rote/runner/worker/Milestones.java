package dev.rote.runner.worker;

import dev.rote.runner.suite.StopRule;
import dev.rote.runner.suite.Thresholds;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Watches a training run for the epoch in which it first meets each threshold. */
final class Milestones {
  /** The name of the threshold on the error. */
  static final String ERROR = "error";

  private final Thresholds thresholds;
  private final Map<String, Optional<Milestone>> reached = new LinkedHashMap<>();
  private long steps;
  private double seconds;

  Milestones(Thresholds thresholds) {
    this.thresholds = thresholds;
    reached.put(ERROR, Optional.empty());
    thresholds.loss().forEach(loss -> reached.put(Thresholds.name(loss), Optional.empty()));
  }

  /** Takes the next epoch into account. */
  void add(EpochReport epoch) {
    steps += epoch.steps();
    seconds += epoch.trainSeconds();
    Milestone now = new Milestone(epoch.epoch(), steps, seconds);
    note(ERROR, epoch.train().error() <= thresholds.error(), now);
    for (double loss : thresholds.loss()) {
      note(Thresholds.name(loss), epoch.train().loss() <= loss, now);
    }
  }

  private void note(String threshold, boolean met, Milestone now) {
    if (met && reached.get(threshold).isEmpty()) {
      reached.put(threshold, Optional.of(now));
    }
  }

  /** Returns whether the run has what the rule asks for. */
  boolean satisfy(StopRule.Until until) {
    return switch (until) {
      case ERROR -> reached.get(ERROR).isPresent();
      case ALL -> reached.values().stream().allMatch(Optional::isPresent);
    };
  }

  /** Returns every threshold by name, with the milestone if it was met. */
  Map<String, Optional<Milestone>> toMap() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(reached));
  }
}
