package dev.rote.runner.report.view.answer;

import dev.rote.runner.report.view.Remark;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Source;
import java.util.ArrayList;
import java.util.List;

/** The three questions that people come to a report with, answered from its figures. */
public final class Answers {
  private Answers() {}

  /** Returns the questions with their answers, in the order in which they are asked. */
  public static List<Answer> of(Report report) {
    return List.of(
        new Answer("Who is fastest here?", ofEach(report, SpeedAnswer::of)),
        new Answer("Does everybody learn the same?", ofEach(report, LearningAnswer::of)),
        new Answer("Can I believe it?", ofEach(report, TrustAnswer::of)));
  }

  /** What a run says to a question. */
  @FunctionalInterface
  private interface Said {
    List<Remark> of(Source source);
  }

  private static List<Remark> ofEach(Report report, Said said) {
    List<Remark> remarks = new ArrayList<>();
    for (Source source : report.sources()) {
      said.of(source)
          .forEach(remark ->
              remarks.add(
                  report.sources().size() == 1
                      ? remark
                      : new Remark(remark.tone(), source.label() + ": " + remark.text())));
    }
    return remarks;
  }
}
