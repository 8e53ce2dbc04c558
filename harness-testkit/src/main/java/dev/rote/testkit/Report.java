package dev.rote.testkit;

import java.util.List;
import java.util.Optional;

/** What a worker process says about a clause, in one line whose fields are between tabs. */
sealed interface Report {
  /** Returns the id of the clause. */
  String clause();

  /** The clause has begun. */
  record Begun(String clause) implements Report {}

  /** The clause has its verdict. */
  record Ended(String clause, Verdict verdict) implements Report {}

  /** The clause does not end, and the process does instead. */
  record Hung(String clause, Failure failure) implements Report {}

  /** Returns what {@link #line} wrote. */
  static Report parse(String line) {
    List<String> fields = List.of(line.split("\t", -1));
    String clause = fields.get(1);
    return switch (fields.getFirst()) {
      case "begun" -> new Begun(clause);
      case "passed" -> new Ended(clause, new Verdict.Passed(fields.get(2)));
      case "skipped" -> new Ended(clause, new Verdict.Skipped(fields.get(2)));
      case "failed" -> new Ended(clause, new Verdict.Failed(failure(fields)));
      case "hung" -> new Hung(clause, failure(fields));
      default -> throw new IllegalArgumentException("not a report: " + line);
    };
  }

  private static Failure failure(List<String> fields) {
    return new Failure(
        fields.get(2),
        optional(fields.get(3)),
        optional(fields.get(4)),
        optional(fields.get(5)),
        Optional.empty());
  }

  private static Optional<String> optional(String field) {
    return Optional.of(field).filter(text -> !text.isEmpty());
  }

  /** Returns the line. */
  default String line() {
    return switch (this) {
      case Begun begun -> fields("begun", "");
      case Hung hung -> fields("hung", hung.failure());
      case Ended ended ->
          switch (ended.verdict()) {
            case Verdict.Passed(String sentence) -> fields("passed", sentence);
            case Verdict.Skipped(String sentence) -> fields("skipped", sentence);
            case Verdict.Failed(Failure failure) -> fields("failed", failure);
          };
    };
  }

  private String fields(String word, Failure failure) {
    return fields(
        word,
        failure.sentence(),
        failure.hint().orElse(""),
        failure.cause().orElse(""),
        failure.place().orElse(""));
  }

  private String fields(String word, String... more) {
    StringBuilder line = new StringBuilder(word).append('\t').append(clause());
    for (String field : more) {
      line.append('\t').append(OneLine.of(field));
    }
    return line.toString();
  }
}
