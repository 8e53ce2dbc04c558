package dev.rote.runner.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.DeviceKind;
import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.analysis.comparison.Compared;
import dev.rote.runner.fixture.FakePlugins;
import dev.rote.runner.history.Decision;
import dev.rote.runner.plan.Expansion;
import dev.rote.runner.plan.Target;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.yaml.SuiteReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Decisions about speeds that are known, because they are made up. */
class SpeedStagesTest {
  private static final Instant NIGHT = Instant.parse("2026-11-01T02:00:00Z");
  private static final int ROUNDS = 14;
  private static final Suite SUITE = SuiteReader.readResolved(Compared.SUITE, "small.yaml");

  private final List<Measurements.Wanted> runs = new ArrayList<>();

  @Test
  void whatDiffersInBothStagesAlarms() throws IOException {
    Decision decision = decide(0.92, 0.93);

    assertThat(decision.kind()).isEqualTo(Decision.Kind.ALARM);
    assertThat(decision.verdict()).isEqualTo("regressed");
    assertThat(decision.against()).hasValue(NIGHT);
    assertThat(decision.ratio().getAsDouble()).isBetween(0.92, 0.94);
    assertThat(decision.low().getAsDouble()).isLessThan(decision.ratio().getAsDouble());
    assertThat(decision.high().getAsDouble()).isBetween(decision.ratio().getAsDouble(), 1.0);
    assertThat(decision.rounds()).isEqualTo(ROUNDS);
  }

  @Test
  void whatIsFasterInBothStagesIsAGain() throws IOException {
    assertThat(decide(1.08, 1.07).kind()).isEqualTo(Decision.Kind.GAIN);
  }

  @Test
  void whatTheSecondStageDoesNotSeeIsNoAlarm() throws IOException {
    Decision decision = decide(0.9, 1);

    assertThat(decision.kind()).isIn(Decision.Kind.NONE, Decision.Kind.NOTE);
    assertThat(decision.ratio().getAsDouble()).isBetween(0.99, 1.01);
    assertThat(runs).hasSize(1);
  }

  @Test
  void whatStillLooksChangedIsMeasuredOnceMore() throws IOException {
    RunResult night = Compared.run(List.of(), List.of(speeds("a@kept", 1, 1), speeds("a", 0.9, 2)));
    Iterator<RunResult> results =
        List.of(
                Compared.run(List.of(), List.of(speeds("a@kept", 1, 3), mixed("a", 0.9, 4))),
                Compared.run(List.of(), List.of(speeds("a@kept", 1, 5), speeds("a", 0.9, 6))))
            .iterator();

    Decision decision =
        new SpeedStages(
                wanted -> {
                  runs.add(wanted);
                  return results.next();
                },
                SUITE,
                Expansion.of(SUITE),
                NightRules.USUAL,
                Floors.NONE)
            .decide(night, List.of(pair("a")))
            .getFirst()
            .decision();

    assertThat(runs)
        .extracting(Measurements.Wanted::stage)
        .containsExactly("confirmation", "confirmation-2");
    assertThat(runs.stream().mapToInt(wanted -> wanted.suite().measure().forks()).sum())
        .isEqualTo(NightRules.USUAL.mostRounds());
    assertThat(decision.kind()).isEqualTo(Decision.Kind.ALARM);
    assertThat(decision.rounds()).isEqualTo(2 * ROUNDS);
  }

  /** Every fourth round is as much faster as the others are slower. */
  private static ThroughputResult mixed(String backend, double speed, int seed) {
    Random random = new Random(seed);
    double[] wall =
        IntStream.range(0, ROUNDS)
            .mapToDouble(round -> 1000 * (round % 4 == 0 ? 1 / speed : speed))
            .map(value -> value * (1 + 0.004 * random.nextGaussian()))
            .toArray();
    return Compared.speed(backend, wall, wall);
  }

  @Test
  void whatDiffersByLessThanHalfOfWhatCountsIsNotMeasuredAgain() throws IOException {
    Decision decision = decide(0.995, 0.5);

    assertThat(decision.kind()).isEqualTo(Decision.Kind.NONE);
    assertThat(decision.verdict()).isEqualTo("unchanged");
    assertThat(runs).isEmpty();
  }

  @Test
  void onlySuspectsAreMeasuredAgainAndOnlyTheirSpeeds() throws IOException {
    RunResult night =
        Compared.run(
            List.of(),
            List.of(
                speeds("a@kept", 1, 1), speeds("a", 0.9, 2),
                speeds("b@kept", 1, 3), speeds("b", 1.001, 4)));
    List<Pair> pairs = List.of(pair("a"), pair("b"));

    stages(Compared.run(List.of(), List.of(speeds("a@kept", 1, 5), speeds("a", 0.9, 6))))
        .decide(night, pairs);

    assertThat(runs)
        .singleElement()
        .satisfies(wanted -> {
          assertThat(wanted.targets()).extracting(Target::backend).containsExactly("a", "a@kept");
          assertThat(wanted.targets()).noneMatch(target -> target.part().learning());
          assertThat(wanted.suite().measure().forks()).isBetween(10, 80);
          assertThat(wanted.suite().measure().batchSizes()).containsExactly(128);
        });
  }

  /** A sure difference that builds have had before, and nobody minded, is a note. */
  @Test
  void whatDiffersNoMoreThanBuildsHaveBeforeIsANote() throws IOException {
    RunResult night =
        Compared.run(List.of(), List.of(speeds("a@kept", 1, 1), speeds("a", 0.92, 2)));
    RunResult confirmed =
        Compared.run(List.of(), List.of(speeds("a@kept", 1, 3), speeds("a", 0.93, 4)));

    List<SpeedDecision> decisions =
        new SpeedStages(
                wanted -> confirmed,
                SUITE,
                Expansion.of(SUITE),
                NightRules.USUAL,
                Floors.of(NotMinded.history(0.85, 0.9), SUITE.name()))
            .decide(night, List.of(pair("a")));

    assertThat(decisions)
        .extracting(SpeedDecision::phase)
        .containsExactly(Phase.TRAINING, Phase.INFERENCE);
    assertThat(decisions.getFirst().decision().kind()).isEqualTo(Decision.Kind.NOTE);
    assertThat(decisions.getFirst().decision().why())
        .contains("but builds of which nobody minded it have differed by 11.1%");
  }

  private Decision decide(double screened, double confirmed) throws IOException {
    RunResult night =
        Compared.run(List.of(), List.of(speeds("a@kept", 1, 1), speeds("a", screened, 2)));
    return stages(
            Compared.run(List.of(), List.of(speeds("a@kept", 1, 3), speeds("a", confirmed, 4))))
        .decide(night, List.of(pair("a")))
        .getFirst()
        .decision();
  }

  private SpeedStages stages(RunResult second) {
    return new SpeedStages(
        wanted -> {
          runs.add(wanted);
          return second;
        },
        SUITE,
        Expansion.of(SUITE),
        NightRules.USUAL,
        Floors.NONE);
  }

  private static Pair pair(String backend) {
    return new Pair(
        FakePlugins.target(backend, DeviceKind.CPU),
        FakePlugins.target(backend + "@kept", DeviceKind.CPU).in(Target.Part.SPEED),
        Optional.of(NIGHT));
  }

  /** Forks of one processor whose speeds vary by a few thousandths. */
  private static ThroughputResult speeds(String backend, double speed, int seed) {
    Random random = new Random(seed);
    double[] wall =
        IntStream.range(0, ROUNDS)
            .mapToDouble(round -> 1000 * speed * (1 + 0.004 * random.nextGaussian()))
            .toArray();
    return Compared.speed(backend, wall, wall);
  }
}
