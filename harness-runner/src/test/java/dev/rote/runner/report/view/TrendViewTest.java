package dev.rote.runner.report.view;

import static dev.rote.runner.analysis.trend.MadeNights.decision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.analysis.trend.MadeNights;
import dev.rote.runner.analysis.trend.Trend;
import dev.rote.runner.analysis.trend.TrendChoice;
import dev.rote.runner.history.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendViewTest {
  @Test
  void aRegressionThatIsNotMendedIsOneLineWithItsLatestFigures() {
    MadeNights nights = new MadeNights();
    for (int night = 0; night < 4; night++) {
      nights
          .night()
          .decided("one", "a", decision(Decision.Kind.ALARM, 0.95 - 0.01 * night, 0))
          .decided("two", "a", decision(Decision.Kind.ALARM, 0.90, 0));
    }
    nights.night().decided("one", "a", decision(Decision.Kind.GAIN, 1.08, 4));

    assertThat(view(nights).decisions())
        .containsExactly(
            new Remark(Tone.GOOD, "2026-11-05 a cpu: 1 row faster by 8.0%"),
            new Remark(
                Tone.BAD,
                "2026-11-04 a cpu: 2 rows slower by 8.0% to 10.0%; in 4 nights since 2026-11-01"));
  }

  @Test
  void whatWasNotConfirmedIsSaidToBe() {
    MadeNights nights =
        new MadeNights().night().decided("one", "a", decision(Decision.Kind.NOTE, 0.98));

    assertThat(view(nights).decisions())
        .containsExactly(
            new Remark(Tone.CAUTION, "2026-11-01 a cpu: not confirmed: 1 row slower by 2.0%"));
  }

  @Test
  void whatMarksANightIsSaidOfIt() {
    MadeNights nights =
        new MadeNights()
            .night()
            .speed("a", 1000)
            .marked("its load was 3.0 on 2 processors in the minute before", "Rote is 2, was 1")
            .night()
            .speed("a", 1000)
            .night()
            .speed("a", 1000)
            .marked("another run measured");

    assertThat(view(nights).marked())
        .extracting(Remark::text)
        .containsExactly(
            "2026-11-03: another run measured",
            "2026-11-01: its load was 3.0 on 2 processors in the minute before; Rote is 2, was 1");
  }

  @Test
  void alarmsWithoutGainsAreWarnedOf() {
    MadeNights nights = new MadeNights();
    for (int night = 0; night < 6; night++) {
      nights.night().decided("one", "a", decision(Decision.Kind.ALARM, 0.95, night));
    }

    List<Remark> answers = view(nights).answers();

    assertThat(answers)
        .filteredOn(answer -> answer.text().startsWith("One-sided"))
        .singleElement()
        .satisfies(answer -> {
          assertThat(answer.tone()).isEqualTo(Tone.CAUTION);
          assertThat(answer.text()).contains("in 3.1% of such times");
        });
  }

  @Test
  void aRowThatTheLastNightDidNotMeasureHasNoLastValue() {
    MadeNights nights =
        new MadeNights().night().speed("a", 1000).speed("b", 1000).night().speed("b", 1000);

    Grid grid = view(nights).grid();

    int last = grid.headings().stream().map(Grid.Heading::title).toList().indexOf("last");
    assertThat(grid.rows())
        .extracting(row -> row.get(1).text() + " " + row.get(last).text())
        .containsExactly("a cpu -", "a cpu -", "b cpu 1,000", "b cpu 2,000");
  }

  @Test
  void severalNightsOfADayAreToldApartByTheirTime() {
    assertThat(
            NightNames.of(List.of(MadeNights.start(0), MadeNights.start(1)))
                .of(MadeNights.start(1)))
        .isEqualTo("2026-11-02");
    assertThat(
            NightNames.of(List.of(MadeNights.start(0), MadeNights.start(0).plusSeconds(3600)))
                .of(MadeNights.start(0)))
        .isEqualTo("2026-11-01 02:00:00");
  }

  private static TrendView view(MadeNights nights) {
    return TrendView.of(Trend.of(nights.history(), MadeNights.SUITE, TrendChoice.ALL));
  }
}
