package dev.rote.testkit;

import java.util.Optional;

/**
 * What a worker process says about a clause: a word, the clause's id and, but for the first word, a
 * sentence.
 *
 * @param verdict empty when the clause has begun
 */
record Report(String clause, Optional<Verdict> verdict) {
  private static final String BEGUN = "begun";
  private static final String PASSED = "passed";
  private static final String FAILED = "failed";
  private static final String SKIPPED = "skipped";

  static Report begun(String clause) {
    return new Report(clause, Optional.empty());
  }

  static Report of(String clause, Verdict verdict) {
    return new Report(clause, Optional.of(verdict));
  }

  static Report parse(String line) {
    String[] parts = line.split(" ", 3);
    return switch (parts[0]) {
      case BEGUN -> begun(parts[1]);
      case PASSED -> of(parts[1], new Verdict.Passed(parts[2]));
      case FAILED -> of(parts[1], new Verdict.Failed(parts[2]));
      case SKIPPED -> of(parts[1], new Verdict.Skipped(parts[2]));
      default -> throw new IllegalArgumentException("not a report: " + line);
    };
  }

  String line() {
    return verdict
        .map(known ->
            switch (known) {
              case Verdict.Passed(String sentence) -> PASSED + " " + clause + " " + sentence;
              case Verdict.Failed(String sentence) -> FAILED + " " + clause + " " + sentence;
              case Verdict.Skipped(String sentence) -> SKIPPED + " " + clause + " " + sentence;
            })
        .orElse(BEGUN + " " + clause + " ");
  }
}
