package dev.rote.runner.nightly;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.SpeedRatio;
import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.analysis.comparison.RowKey;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plugin.Place;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.provenance.MachineState;
import dev.rote.runner.result.provenance.Session;
import dev.rote.runner.suite.Suite;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the decisions of nights are worth on this machine: how often they alarm where a build takes
 * turns with itself, and how often they find a slowdown that is there, because it was burned.
 */
public final class SelfTest {
  private final Suite suite;
  private final List<Experiment> experiments;
  private final List<Target> targets;
  private final NightRules rules;
  private final Measurements measurements;

  /**
   * @param suite whose speeds are measured
   * @param experiments those of the suite that take part
   * @param targets the backends and devices
   * @param rules of the nights
   * @param measurements makes the runs
   */
  public SelfTest(
      Suite suite,
      List<Experiment> experiments,
      List<Target> targets,
      NightRules rules,
      Measurements measurements) {
    this.suite = requireNonNull(suite, "suite is null");
    this.experiments = List.copyOf(experiments);
    this.targets = List.copyOf(targets);
    this.rules = requireNonNull(rules, "rules is null");
    this.measurements = requireNonNull(measurements, "measurements is null");
  }

  /**
   * Makes one night in which every backend takes turns with itself.
   *
   * @param slowdown by which the speed of the one that is judged falls; 0 for none
   * @param number of the night, from 1, unique among those of a slowdown
   */
  public Trial night(double slowdown, int number) throws IOException {
    List<Pair> pairs = targets.stream().map(target -> pair(target, slowdown)).toList();
    Series series = new Series();
    Measurements kept =
        wanted -> {
          RunResult run = measurements.run(named(wanted, slowdown, number));
          series.add(run, slowdown);
          return run;
        };
    RunResult run =
        kept.run(
            new Measurements.Wanted(
                "screening",
                suite.withMeasure(rules.screening(suite.measure())).withTwins(0),
                experiments,
                pairs.stream().flatMap(pair -> Stream.of(pair.head(), pair.kept())).toList()));
    List<SpeedDecision> decisions =
        new SpeedStages(kept, suite, experiments, rules, Floors.NONE).decide(run, pairs);
    return new Trial(
        slowdown,
        decisions.stream()
            .map(each ->
                new Trial.Row(
                    each.row().toString(), each.phase(), each.decision(), series.of(each)))
            .toList(),
        series.seconds());
  }

  private static Measurements.Wanted named(
      Measurements.Wanted wanted, double slowdown, int number) {
    return new Measurements.Wanted(
        "%s-%s-%d".formatted(slowdown == 0 ? "same" : "slower-" + slowdown, wanted.stage(), number),
        wanted.suite(),
        wanted.experiments(),
        wanted.targets());
  }

  private static Pair pair(Target target, double slowdown) {
    return new Pair(
        target.in(Target.Part.slowed(slowdown)),
        new Target(target.plugin().named(Pair.KEPT), target.device(), Target.Part.SPEED),
        Optional.empty());
  }

  /** The logarithms of the ratios of all rounds, without the slowdown that was burned. */
  private static final class Series {
    private final Map<RowKey, Map<Phase, List<Double>>> logarithms = new HashMap<>();
    private double seconds;

    /** Returns how long the runs took, those that were ended and gone on with as well. */
    double seconds() {
      return seconds;
    }

    void add(RunResult run, double slowdown) {
      for (Session session : run.sessions()) {
        Instant begin = session.before().time();
        seconds +=
            Duration.between(begin, session.after().map(MachineState::time).orElse(begin))
                    .toMillis()
                / 1000.0;
      }
      for (ThroughputResult head : run.throughput()) {
        if (Place.nameIn(head.key().backend()).isPresent()) {
          continue;
        }
        RowKey row = RowKey.of(head.key(), head.key().backend());
        run.throughput().stream()
            .filter(kept -> Place.nameIn(kept.key().backend()).isPresent())
            .filter(
                kept -> RowKey.of(kept.key(), Place.withoutName(kept.key().backend())).equals(row))
            .forEach(kept -> add(row, head, kept, slowdown));
      }
    }

    private void add(RowKey row, ThroughputResult head, ThroughputResult kept, double slowdown) {
      for (Phase phase : Phase.values()) {
        SpeedRatio.logarithms(head, kept, phase).stream()
            .map(logarithm -> logarithm - Math.log1p(-slowdown))
            .forEach(
                logarithms
                        .computeIfAbsent(row, key -> new HashMap<>())
                        .computeIfAbsent(phase, key -> new ArrayList<>())
                    ::add);
      }
    }

    List<Double> of(SpeedDecision decision) {
      return logarithms
          .getOrDefault(decision.row(), Map.of())
          .getOrDefault(decision.phase(), List.of());
    }
  }
}
