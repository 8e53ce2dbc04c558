package dev.rote.runner.analysis.trend;

import static dev.rote.runner.analysis.trend.MadeNights.SUITE;
import static dev.rote.runner.analysis.trend.MadeNights.decision;
import static dev.rote.runner.analysis.trend.MadeNights.machine;
import static dev.rote.runner.analysis.trend.MadeNights.otherwise;
import static dev.rote.runner.analysis.trend.MadeNights.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rote.runner.history.AcceptedChange;
import dev.rote.runner.history.AcceptedChange.Cause;
import dev.rote.runner.history.Decision;
import dev.rote.runner.history.History;
import dev.rote.runner.history.HistoryEntry;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrendTest {
  private static final TrendChoice NORMALIZED =
      new TrendChoice(row -> true, OptionalInt.empty(), true);

  @Test
  void everyMeasureOfEveryRowHasAPointForEachNightThatMeasuredIt() {
    MadeNights nights =
        new MadeNights()
            .night()
            .speed("a", 1000)
            .learning("a", OptionalInt.of(3), 0.5)
            .night()
            .speed("a", 1100)
            .learning("a", OptionalInt.empty(), 0.6);

    Trend trend = trend(nights);

    assertThat(trend.series())
        .extracting(TrendSeries::toString)
        .containsExactly(
            "training of mlp, batch 128 on a cpu",
            "inference of mlp, batch 128 on a cpu",
            "epochs of mlp/true-labels/seed-1 on a cpu",
            "test accuracy of mlp/true-labels/seed-1 on a cpu");
    assertThat(means(trend, Measure.EPOCHS)).containsExactly(3.0);
    assertThat(means(trend, Measure.TEST_ACCURACY)).containsExactly(0.5, 0.6);
    TrendPoint second = series(trend, Measure.TRAINING).points().get(1);
    assertThat(second.night()).isEqualTo(start(1));
    assertThat(second.mean()).isCloseTo(1100, within(1e-6));
    // t of 2 degrees of freedom at 97.5% is 4.303; logarithms deviate by log 1.01.
    assertThat(second.high().orElseThrow() / 1100)
        .isCloseTo(Math.exp(4.30265 * Math.log(1.01) / Math.sqrt(3)), within(1e-6));
    assertThat(second.low().orElseThrow() * second.high().orElseThrow())
        .isCloseTo(1100.0 * 1100, within(1e-3));
  }

  @Test
  void aStepBeginsALevelWithItsMedian() {
    MadeNights nights = new MadeNights();
    for (int night = 0; night < 40; night++) {
      nights.night().speed("a", (night < 25 ? 1000 : 900) * noise(night));
    }

    List<Level> levels = series(trend(nights), Measure.TRAINING).levels();

    assertThat(levels).extracting(Level::from).containsExactly(start(0), start(25));
    assertThat(levels).extracting(Level::to).containsExactly(start(24), start(39));
    assertThat(levels).extracting(Level::nights).containsExactly(25, 15);
    assertThat(levels.getFirst().median()).isCloseTo(1000, within(5.0));
    assertThat(levels.getLast().median()).isCloseTo(900, within(5.0));
  }

  @Test
  void anotherMachineIsMarkedAndItsStepDividedOutWhereThatIsAskedFor() {
    MadeNights nights = machineChangesAt(20);

    TrendSeries measured = series(trend(nights), Measure.TRAINING);
    TrendSeries normalized =
        series(Trend.of(nights.history(), SUITE, NORMALIZED), Measure.TRAINING);

    assertThat(measured.points().get(20).newMachine()).isTrue();
    assertThat(measured.points()).filteredOn(TrendPoint::newMachine).hasSize(1);
    assertThat(measured.annotations())
        .containsExactly(
            new Annotation(start(20), Annotation.Kind.MACHINE, "processors 8, before 4"));
    assertThat(measured.levels()).hasSize(2);
    assertThat(measured.steps()).isEmpty();
    assertThat(normalized.levels()).hasSize(1);
    assertThat(normalized.steps()).extracting(Step::night).containsExactly(start(20));
    assertThat(normalized.steps().getFirst().factor()).isCloseTo(0.5, within(0.01));
    assertThat(normalized.points().get(30).mean()).isCloseTo(1000, within(20.0));
    assertThat(normalized.points().get(30).high().orElseThrow())
        .isCloseTo(1000 * Math.exp(4.30265 * Math.log(1.01) / Math.sqrt(3)), within(20.0));
  }

  @Test
  void howARowLearnsIsNotDividedByAMachine() {
    MadeNights nights = new MadeNights();
    for (int night = 0; night < 20; night++) {
      nights
          .night(machine(night < 10 ? 4 : 8))
          .learning("a", OptionalInt.of(3), night < 10 ? 0.5 : 0.6);
    }

    TrendSeries series =
        series(Trend.of(nights.history(), SUITE, NORMALIZED), Measure.TEST_ACCURACY);

    assertThat(series.steps()).isEmpty();
    assertThat(series.points().getLast().mean()).isEqualTo(0.6);
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void anAcceptedStepOfSuiteOrMachineIsDividedOutAndOneOfFrameworkOrProductNever(Cause cause) {
    MadeNights nights = stepAt(20);
    History history = accepted(nights, 20, cause);

    TrendSeries series = series(Trend.of(history, SUITE, NORMALIZED), Measure.TRAINING);

    boolean divided = cause == Cause.SUITE || cause == Cause.MACHINE;
    assertThat(series.steps()).hasSize(divided ? 1 : 0);
    assertThat(series.levels()).hasSize(divided ? 1 : 2);
    assertThat(series.annotations())
        .containsExactly(
            new Annotation(start(20), Annotation.Kind.ACCEPTED, cause + ": it is right"));
  }

  @Test
  void aStepAtWhichTheProductChangedWithTheMachineStays() {
    MadeNights nights = machineChangesAt(20);

    TrendSeries series =
        series(Trend.of(accepted(nights, 20, Cause.PRODUCT), SUITE, NORMALIZED), Measure.TRAINING);

    assertThat(series.steps()).isEmpty();
  }

  @Test
  void nightsBeyondAnotherChangeDoNotCountForAStep() {
    MadeNights nights = new MadeNights();
    for (int night = 0; night < 30; night++) {
      double speed = night < 18 ? 1000 : night < 20 ? 500 : 1000;
      nights.night(machine(night < 20 ? 4 : 8)).speed("a", speed);
    }

    TrendSeries series =
        series(
            Trend.of(accepted(nights, 18, Cause.FRAMEWORK), SUITE, NORMALIZED), Measure.TRAINING);

    assertThat(series.steps())
        .singleElement()
        .satisfies(step -> assertThat(step.factor()).isCloseTo(0.5, within(1e-9)));
    assertThat(series.points().getLast().mean()).isCloseTo(500, within(1e-6));
  }

  @Test
  void anotherBuildIsMarked() {
    MadeNights nights = new MadeNights().night().speed("a", 1000).night().speed("a", "F 2", 1000);

    TrendSeries series = series(trend(nights), Measure.TRAINING);

    assertThat(series.points().get(1).newBuild()).isTrue();
    assertThat(series.annotations())
        .containsExactly(
            new Annotation(start(1), Annotation.Kind.BUILD, "framework F 2, before F 1"));
  }

  @Test
  void whatANightDecidedAlikeAboutABackendIsOneGroup() {
    MadeNights nights =
        new MadeNights()
            .night()
            .decided("one", "a", decision(Decision.Kind.ALARM, 0.95))
            .decided("two", "a", decision(Decision.Kind.ALARM, 0.96))
            .decided("three", "a", decision(Decision.Kind.GAIN, 1.1))
            .decided("one", "b", decision(Decision.Kind.ALARM, 0.9))
            .decided("two", "b", decision(Decision.Kind.NONE, 1));

    Trend trend = trend(nights);

    assertThat(trend.decisions())
        .extracting(
            each -> "%s %s %d".formatted(each.backend(), each.kind(), each.decisions().size()))
        .containsExactly("a alarm 2", "a gain 1", "b alarm 1");
    assertThat(trend.balance().alarms()).isEqualTo(2);
    assertThat(trend.balance().gains()).isEqualTo(1);
  }

  @Test
  void sixAlarmsAndNoGainAreOneSidedAndFiveAreNot() {
    assertThat(trend(alarms(5)).balance().oneSided()).isFalse();
    Balance six = trend(alarms(6)).balance();
    assertThat(six.oneSided()).isTrue();
    assertThat(six.p().orElseThrow()).isCloseTo(2.0 / 64, within(1e-12));
    assertThat(
            trend(alarms(6).night().decided("one", "a", decision(Decision.Kind.GAIN, 1.1)))
                .balance()
                .oneSided())
        .isFalse();
  }

  @Test
  void aRegressionThatAlarmsUntilItIsMendedIsOneAlarm() {
    MadeNights nights = new MadeNights();
    for (int night = 0; night < 10; night++) {
      nights.night().decided("one", "a", decision(Decision.Kind.ALARM, 0.95, 0));
    }

    Trend trend = trend(nights);

    assertThat(trend.decisions()).hasSize(10);
    assertThat(trend.balance().alarms()).isEqualTo(1);
    assertThat(trend.balance().oneSided()).isFalse();
  }

  @Test
  void alarmsOfLearningHaveNoOppositeAndAreCountedApart() {
    MadeNights nights = new MadeNights();
    for (int night = 0; night < 10; night++) {
      nights.night().learning("a", otherwise(night));
    }

    Balance balance = trend(nights).balance();

    assertThat(balance.learning()).isEqualTo(10);
    assertThat(balance.alarms()).isZero();
    assertThat(balance.p()).isEmpty();
    assertThat(balance.oneSided()).isFalse();
  }

  @Test
  void decisionsAreCountedOverThirtyNightsOrThoseThatAreAskedFor() {
    MadeNights nights = alarms(6);
    for (int night = 0; night < 28; night++) {
      nights.night().speed("a", 1000);
    }

    assertThat(trend(nights).balance().nights()).isEqualTo(30);
    assertThat(trend(nights).balance().alarms()).isEqualTo(2);
    assertThat(trend(nights).decisions()).hasSize(6);
    Trend last =
        Trend.of(nights.history(), SUITE, new TrendChoice(row -> true, OptionalInt.of(29), false));
    assertThat(last.nights()).hasSize(29).startsWith(start(5));
    assertThat(last.balance().alarms()).isEqualTo(1);
    assertThat(last.decisions()).hasSize(1);
  }

  @Test
  void aSuiteWithoutANightHasNoTrend() {
    History history = new MadeNights().night().speed("a", 1000).history();

    assertThat(Trend.suites(history)).containsExactly(SUITE);
    assertThatThrownBy(() -> Trend.of(history, "large", TrendChoice.ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("large");
  }

  private static MadeNights alarms(int count) {
    MadeNights nights = new MadeNights();
    for (int night = 0; night < count; night++) {
      nights.night().decided("one", "a", decision(Decision.Kind.ALARM, 0.95, night));
    }
    return nights;
  }

  private static MadeNights stepAt(int step) {
    MadeNights nights = new MadeNights();
    for (int night = 0; night < 40; night++) {
      nights.night().speed("a", (night < step ? 1000 : 2000) * noise(night));
    }
    return nights;
  }

  private static MadeNights machineChangesAt(int step) {
    MadeNights nights = new MadeNights();
    for (int night = 0; night < 40; night++) {
      nights
          .night(machine(night < step ? 4 : 8))
          .speed("a", (night < step ? 1000 : 2000) * noise(night));
    }
    return nights;
  }

  /** Half a percent up and down, without a trend. */
  private static double noise(int night) {
    return 1 + 0.005 * Math.sin(2.4 * night);
  }

  private static History accepted(MadeNights nights, int night, Cause cause) {
    History history = nights.history();
    HistoryEntry first = history.nights().get(night).entries().getFirst();
    return new History(
        history.nights(),
        List.of(),
        List.of(AcceptedChange.of(first, cause, "it is right", start(night + 1))),
        List.of());
  }

  private static Trend trend(MadeNights nights) {
    return Trend.of(nights.history(), SUITE, TrendChoice.ALL);
  }

  private static TrendSeries series(Trend trend, Measure measure) {
    return trend.series().stream()
        .filter(series -> series.measure() == measure)
        .findFirst()
        .orElseThrow();
  }

  private static List<Double> means(Trend trend, Measure measure) {
    return series(trend, measure).points().stream().map(TrendPoint::mean).toList();
  }
}
