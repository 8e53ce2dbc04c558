package dev.rote.runner.report.view.answer;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.report.view.Remark;
import java.util.List;

/** What a report has to say to a question that its readers come with. */
public record Answer(String question, List<Remark> sentences) {
  public Answer {
    requireNonNull(question, "question is null");
    sentences = List.copyOf(sentences);
  }
}
