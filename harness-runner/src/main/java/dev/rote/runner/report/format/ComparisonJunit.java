package dev.rote.runner.report.format;

import dev.rote.runner.analysis.comparison.RunComparison;
import dev.rote.runner.analysis.comparison.Verdict;
import dev.rote.runner.report.format.JunitDocument.Kind;
import dev.rote.runner.report.format.JunitDocument.Suite;
import dev.rote.runner.report.format.JunitDocument.TestCase;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A comparison as JUnit's XML: a test case for every row, which fails where it has regressed or
 * learns otherwise, and is skipped where the question is open.
 */
public final class ComparisonJunit {
  private ComparisonJunit() {}

  /**
   * Writes it.
   *
   * @param started when the second run began
   */
  public static void write(RunComparison comparison, Instant started, Writer out)
      throws IOException {
    String name = "%s compared with %s".formatted(comparison.head(), comparison.base());
    List<TestCase> learning =
        comparison.learning().stream()
            .map(cell ->
                testCase(
                    cell.row().what(),
                    cell.row().backend() + " " + cell.row().device(),
                    cell.verdict(),
                    cell.why()))
            .toList();
    List<TestCase> speeds =
        comparison.speeds().stream()
            .map(speed ->
                testCase(
                    "%s of %s"
                        .formatted(
                            speed.phase().name().toLowerCase(Locale.ROOT), speed.row().what()),
                    speed.row().backend() + " " + speed.row().device(),
                    speed.verdict(),
                    speed.why()))
            .toList();
    JunitDocument.write(
        List.of(
            new Suite(name + ": learning", started, learning),
            new Suite(name + ": speed", started, speeds)),
        out);
  }

  private static TestCase testCase(String group, String name, Verdict verdict, String why) {
    return new TestCase(
        group,
        name,
        0,
        kind(verdict)
            .map(kind ->
                new JunitDocument.Verdict(
                    kind, verdict.id().replace(' ', '-'), verdict + ": " + why)));
  }

  private static Optional<Kind> kind(Verdict verdict) {
    return switch (verdict) {
      case REGRESSED, SEMANTIC_CHANGE -> Optional.of(Kind.FAILURE);
      case INCONCLUSIVE, MISSING -> Optional.of(Kind.SKIPPED);
      case IMPROVED, UNCHANGED, NEW -> Optional.empty();
    };
  }
}
