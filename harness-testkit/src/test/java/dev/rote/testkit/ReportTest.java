package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportTest {
  private static final Failure FAILURE =
      new Failure(
          "a sentence",
          Optional.of("a hint"),
          Optional.of("java.lang.Error: no"),
          Optional.of("a.B.c(B.java:1)"),
          Optional.empty());

  static Stream<Report> reports() {
    return Stream.of(
        new Report.Begun("opens"),
        new Report.Ended("opens", new Verdict.Passed("well done")),
        new Report.Ended("opens", new Verdict.Passed("")),
        new Report.Ended("opens", new Verdict.Skipped("not here")),
        new Report.Ended("opens", new Verdict.Failed(FAILURE)),
        new Report.Ended("opens", new Verdict.Failed(Failure.of("alone"))),
        new Report.Hung("opens", FAILURE));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void isReadAsItWasWritten(Report report) {
    assertThat(Report.parse(report.line())).isEqualTo(report);
  }

  @Test
  void isOneLineWhateverAnExceptionSays() {
    Report report =
        new Report.Ended("opens", new Verdict.Failed(Failure.of("two\n  lines,\ta tab")));

    assertThat(Report.parse(report.line()))
        .isEqualTo(new Report.Ended("opens", new Verdict.Failed(Failure.of("two lines, a tab"))));
  }
}
