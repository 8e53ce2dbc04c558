package dev.rote.runner.analysis.trend;

import dev.rote.runner.analysis.statistics.Proportion;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How often the last nights decided which way. Where nothing was worked on, chance makes as many
 * gains as alarms: many more of the one show that nights are compared with something unfair, or
 * that it really went one way.
 *
 * <p>A {@link DecisionGroup} counts once: rows that one cause has moved are no independent
 * evidence.
 *
 * @param nights how many nights it is of
 * @param alarms about speeds
 * @param gains of speeds
 * @param learning alarms about learning alone, which have no opposite
 * @param notes of anything
 * @param p how often alarms and gains would lie so far from half and half if both were as likely;
 *     empty without any
 */
public record Balance(
    int nights, int alarms, int gains, int learning, int notes, OptionalDouble p) {
  private static final double SIGNIFICANCE = 0.05;

  static Balance of(int nights, List<DecisionGroup> groups) {
    int alarms = 0;
    int gains = 0;
    int learning = 0;
    int notes = 0;
    Set<DecisionGroup.Cause> causes = new HashSet<>();
    for (DecisionGroup group : groups) {
      if (!causes.add(group.cause())) {
        continue;
      }
      switch (group.kind()) {
        case ALARM -> {
          alarms += group.ofSpeed() ? 1 : 0;
          learning += group.ofSpeed() ? 0 : 1;
        }
        case GAIN -> gains += group.ofSpeed() ? 1 : 0;
        case NOTE -> notes++;
        case NONE -> throw new IllegalArgumentException("a group of nothing decided");
      }
    }
    int both = alarms + gains;
    return new Balance(
        nights,
        alarms,
        gains,
        learning,
        notes,
        both == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(new Proportion(alarms, both).pOfEven()));
  }

  /** Returns whether there are more of the one than chance makes. */
  public boolean oneSided() {
    return p.isPresent() && p.getAsDouble() < SIGNIFICANCE;
  }
}
