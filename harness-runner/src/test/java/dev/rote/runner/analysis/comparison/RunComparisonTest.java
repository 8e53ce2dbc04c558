package dev.rote.runner.analysis.comparison;

import static dev.rote.runner.analysis.comparison.Compared.cell;
import static dev.rote.runner.analysis.comparison.Compared.run;
import static dev.rote.runner.analysis.comparison.Compared.speed;
import static dev.rote.runner.analysis.comparison.Compared.withParity;
import static dev.rote.runner.result.Results.crashed;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.parity;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.reachedAt;
import static dev.rote.runner.result.Results.twins;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.rote.runner.random.RandomStream;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Results;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.ThroughputResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
  private static final double[] TEN = {1000, 1010, 990, 1005, 995, 1002, 998, 1007, 993, 1001};
  private static final double[] NONE = {};

  @Test
  void aRunComparedWithItselfHasChangedInNothing() {
    RunResult run = run(List.of(cell("a")), List.of(speed("a", TEN, TEN)));

    RunComparison comparison = compare(run, run(run.cells(), run.throughput()));

    assertThat(comparison.learning()).extracting("verdict").containsOnly(Verdict.UNCHANGED);
    assertThat(comparison.speeds()).extracting("verdict").containsOnly(Verdict.UNCHANGED);
    assertThat(comparison.alarms()).isFalse();
    assertThat(comparison.open()).isFalse();
  }

  @Test
  void oneThatIsATenthSlowerByBothClocksHasRegressedAndTheOtherWayRoundHasImproved() {
    ThroughputResult slow = speed("a", times(0.9, TEN), times(0.9, TEN));

    SpeedComparison slower = speedOf(speed("a", TEN, TEN), slow);
    SpeedComparison faster = speedOf(slow, speed("a", TEN, TEN));

    assertThat(slower.verdict()).isEqualTo(Verdict.REGRESSED);
    assertThat(slower.wall().orElseThrow().ratio()).isEqualTo(0.9, within(1e-3));
    assertThat(slower.why()).startsWith("-10.0%");
    assertThat(faster.verdict()).isEqualTo(Verdict.IMPROVED);
  }

  @Test
  void wallTimeAloneRaisesNoAlarmOnAProcessor() {
    SpeedComparison waited = speedOf(speed("a", TEN, TEN), speed("a", times(0.5, TEN), TEN));
    SpeedComparison untold = speedOf(speed("a", TEN, NONE), speed("a", times(0.5, TEN), NONE));

    assertThat(waited.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(waited.why()).contains("-50.0% by wall time", "processor time denies it");
    assertThat(untold.verdict()).isEqualTo(Verdict.REGRESSED);
  }

  /** The smallest p of three forks against three is 0.1, however far they lie apart. */
  @Test
  void tooFewForksShowNothingAndItIsSaidHowManyWould() {
    SpeedComparison few =
        speedOf(
            speed("a", new double[] {1000, 1010, 990}, NONE),
            speed("a", new double[] {900, 905, 910}, NONE));

    assertThat(few.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(few.why())
        .startsWith("-9.5% seen, which about 4 forks a side would settle; there are 3 and 3");
    assertThat(few.wall().orElseThrow().p()).isEqualTo(0.1, within(1e-12));
    assertThat(few.wall().orElseThrow().forksNeeded()).hasValue(4);
  }

  @Test
  void aDifferenceThatNobodyMindsIsNoneHoweverSureItIs() {
    assertThat(speedOf(speed("a", TEN, TEN), speed("a", times(0.985, TEN), TEN)).verdict())
        .isEqualTo(Verdict.UNCHANGED);
  }

  /** Without the correction 5 of 100 would be called differences; with it 1 in 20 such families. */
  @Test
  void oneHundredRowsOfPureNoiseAreNoHundredChancesOfAnAlarm() {
    RandomStream random = RandomStream.of(1, "noise");
    int families = 0;
    int alarms = 0;
    for (int family = 0; family < 20; family++) {
      List<ThroughputResult> base = new ArrayList<>();
      List<ThroughputResult> head = new ArrayList<>();
      for (int row = 0; row < 50; row++) {
        base.add(speed("b" + row, noise(random), NONE));
        head.add(speed("b" + row, noise(random), NONE));
      }
      RunComparison comparison = compare(run(List.of(), base), run(List.of(), head));
      families += comparison.alarms() ? 1 : 0;
      alarms +=
          (int)
              comparison.speeds().stream()
                  .filter(each -> each.wall().orElseThrow().p() <= 0.05)
                  .count();
    }

    assertThat(alarms).as("uncorrected, training and inference alike").isGreaterThan(40);
    assertThat(families).isLessThanOrEqualTo(3);
  }

  @Test
  void aFasterRowThatIsNotTheSameExperimentAnyMoreIsNoWin() {
    CellResult astray = withParity(cell("a"), parity(1e-3, OptionalInt.of(2)));

    RunComparison comparison =
        compare(
            run(List.of(cell("a")), List.of(speed("a", TEN, TEN))),
            run(List.of(astray), List.of(speed("a", times(1.5, TEN), times(1.5, TEN)))));

    assertThat(comparison.learning().getFirst().verdict()).isEqualTo(Verdict.SEMANTIC_CHANGE);
    assertThat(comparison.learning().getFirst().why())
        .startsWith("it is NOT THE SAME EXPERIMENT any more: from step 2 on its loss is further");
    assertThat(comparison.speeds())
        .allSatisfy(speed -> {
          assertThat(speed.verdict()).isEqualTo(Verdict.SEMANTIC_CHANGE);
          assertThat(speed.why()).contains("+50.0%", "so that it is no win");
        });
    assertThat(comparison.alarms()).isTrue();
  }

  @Test
  void aCellThatCrashesNowHasRegressed() {
    LearningComparison crash = learningOf(cell("a"), crashed("true-labels", "a", "cpu"));

    assertThat(crash.verdict()).isEqualTo(Verdict.REGRESSED);
    assertThat(crash.why())
        .isEqualTo("crashed: the process was killed by SIGSEGV; before: reached");
    assertThat(learningOf(crashed("true-labels", "a", "cpu"), cell("a")).verdict())
        .isEqualTo(Verdict.IMPROVED);
    assertThat(
            learningOf(crashed("true-labels", "a", "cpu"), crashed("true-labels", "a", "cpu"))
                .verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void anotherEpochIsAQuestionWithoutTwinsAndAnAnswerWithThem() {
    CellResult before = reachedAt(cell("a"), 10);
    CellResult after = reachedAt(cell("a"), 14);
    RunResult base = run(List.of(before), List.of());
    RunResult head = run(List.of(after), List.of());

    LearningComparison open = compare(base, head).learning().getFirst();
    LearningComparison within =
        compare(
                Results.withTwins(base, twins(before, 9, 15, 11, 12, 14)),
                Results.withTwins(head, twins(after, 10, 13, 9, 12, 15)))
            .learning()
            .getFirst();
    LearningComparison beyond =
        compare(
                Results.withTwins(base, twins(before, 9, 10, 11, 10, 9)),
                Results.withTwins(head, twins(after, 14, 13, 15, 14, 13)))
            .learning()
            .getFirst();

    assertThat(open.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(open.why()).startsWith("epochs to error 0 14, was 10").contains("--twins 5");
    assertThat(within.verdict()).isEqualTo(Verdict.UNCHANGED);
    assertThat(beyond.verdict()).isEqualTo(Verdict.SEMANTIC_CHANGE);
  }

  @Test
  void anotherTaskIsNotCompared() {
    LearningComparison other =
        learningOf(cell("a"), reached("true-labels", "a", "cpu", hashes("labels", "others")));

    assertThat(other.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(other.why()).isEqualTo("it is not the same experiment: other labels");
  }

  @Test
  void aRowOfOneRunOnlyIsNewOrMissing() {
    RunComparison comparison =
        compare(
            run(List.of(cell("a"), cell("b")), List.of(speed("a", TEN, TEN))),
            run(List.of(cell("a"), cell("c")), List.of(speed("a", TEN, TEN))));

    assertThat(comparison.learning())
        .extracting(each -> each.row().backend(), LearningComparison::verdict)
        .containsExactly(
            tuple("a", Verdict.UNCHANGED), tuple("b", Verdict.MISSING), tuple("c", Verdict.NEW));
    assertThat(comparison.open()).isTrue();
  }

  @Test
  void anotherMachineIsNoOtherSpeed() {
    RunResult base = run(List.of(), List.of(speed("a", TEN, TEN)));
    RunResult head =
        Results.with(
            run(List.of(), List.of(speed("a", times(0.5, TEN), times(0.5, TEN)))),
            new RunResult.Settings(4),
            base.suite(),
            base.machine());

    RunComparison comparison = compare(base, head);

    assertThat(comparison.speeds()).extracting("verdict").containsOnly(Verdict.INCONCLUSIVE);
    assertThat(comparison.notComparable()).containsExactly("another number of threads (2, and 4)");
  }

  /** Forks of one run share their hour: more of them do not tell the machine from all builds. */
  @Test
  void whereAllRowsMoveTogetherItIsLikelierTheMachine() {
    List<ThroughputResult> before =
        Stream.of("a", "b", "c", "d").map(backend -> speed(backend, TEN, TEN)).toList();
    List<ThroughputResult> after =
        Stream.of("a", "b", "c", "d")
            .map(backend -> speed(backend, times(0.7, TEN), times(0.7, TEN)))
            .toList();
    List<ThroughputResult> one = new ArrayList<>(before.subList(0, 3));
    one.add(after.getLast());

    RunComparison all = compare(run(List.of(), before), run(List.of(), after));
    RunComparison alone = compare(run(List.of(), before), run(List.of(), one));

    assertThat(all.commonShift().orElseThrow()).isEqualTo(0.7, within(1e-3));
    assertThat(all.speeds()).extracting("verdict").containsOnly(Verdict.INCONCLUSIVE);
    assertThat(all.speeds().getFirst().why()).contains("-30.0%", "nearly all rows");
    assertThat(alone.commonShift()).isEmpty();
    assertThat(alone.speeds())
        .filteredOn(each -> each.row().backend().equals("d"))
        .extracting("verdict")
        .containsOnly(Verdict.REGRESSED);
  }

  /** What slows a round down slows both builds: the shift is seen through noise of a half. */
  @Test
  void twoBuildsOfOneRunAreComparedRoundByRound() {
    double[] rounds = {1000, 500, 900, 2000, 1200, 700};
    double[] slower = times(0.93, rounds);
    slower[2] *= 1.01;
    slower[4] *= 0.99;
    RunResult both =
        run(
            List.of(cell("a"), cell("a@old")),
            List.of(speed("a", slower, slower), speed("a@old", rounds, rounds)));

    RunComparison comparison =
        RunComparison.of(
            Side.of(both, Optional.of("old")), Side.of(both, Optional.empty()), Rules.USUAL);

    assertThat(Side.builds(both)).containsExactly("old");
    assertThat(comparison.interleaved()).isTrue();
    assertThat(comparison.speeds()).extracting("verdict").containsOnly(Verdict.REGRESSED);
    assertThat(comparison.speeds().getFirst().wall().orElseThrow().ratio())
        .isEqualTo(0.93, within(0.005));
    assertThat(comparison.learning()).extracting("verdict").containsOnly(Verdict.UNCHANGED);
  }

  private static RunComparison compare(RunResult base, RunResult head) {
    return RunComparison.of(Side.of("base", base), Side.of("head", head), Rules.USUAL);
  }

  private static SpeedComparison speedOf(ThroughputResult base, ThroughputResult head) {
    return compare(run(List.of(), List.of(base)), run(List.of(), List.of(head)))
        .speeds()
        .getFirst();
  }

  private static LearningComparison learningOf(CellResult base, CellResult head) {
    return compare(run(List.of(base), List.of()), run(List.of(head), List.of()))
        .learning()
        .getFirst();
  }

  private static double[] times(double factor, double[] values) {
    return DoubleStream.of(values).map(value -> factor * value).toArray();
  }

  private static double[] noise(RandomStream random) {
    return IntStream.range(0, 10)
        .mapToDouble(i -> 1000 * Math.exp(0.1 * random.nextNormal()))
        .toArray();
  }
}
