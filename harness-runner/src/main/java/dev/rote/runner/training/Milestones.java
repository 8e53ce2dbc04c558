package dev.rote.runner.training;

import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Milestone;
import dev.rote.runner.result.Threshold;
import dev.rote.runner.result.Zero;
import dev.rote.runner.suite.StopRule;
import dev.rote.runner.suite.Thresholds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Watches a training run for the epoch in which it first meets each threshold. */
public final class Milestones {
  private final Map<Threshold, Optional<Milestone>> reached = new LinkedHashMap<>();
  private long steps;
  private double seconds;

  /** Watches for the thresholds of a suite, the one on the error first. */
  public Milestones(Thresholds thresholds) {
    reached.put(Threshold.error(thresholds.error()), Optional.empty());
    thresholds.loss().forEach(loss -> reached.put(Threshold.loss(loss), Optional.empty()));
  }

  /** Takes the next epoch into account. */
  public void add(EpochResult epoch) {
    steps += epoch.steps();
    seconds += epoch.trainSeconds();
    Milestone now = new Milestone(epoch.epoch(), steps, seconds);
    reached.replaceAll((threshold, before) ->
        before.isEmpty() && threshold.metBy(epoch.train()) ? Optional.of(now) : before);
  }

  /** Returns whether the run has what the rule asks for. */
  public boolean satisfy(StopRule.Until until) {
    return switch (until) {
      case ERROR ->
          reached.entrySet().stream()
              .filter(each -> each.getKey().quantity() == Threshold.Quantity.ERROR)
              .allMatch(each -> each.getValue().isPresent());
      case ALL -> reached.values().stream().allMatch(Optional::isPresent);
    };
  }

  /** Returns every threshold in the suite's order, with the milestone if it was met. */
  public List<Zero> zeros() {
    return reached.entrySet().stream()
        .map(each -> new Zero(each.getKey(), each.getValue()))
        .toList();
  }
}
