package dev.rote.runner.history;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.result.RunResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What all lines of a night share, and each repeats, so that every line can be read by itself.
 *
 * @param id when the run started; with the suite's name it tells the night from all others
 * @param suite its name
 * @param rote version of Rote
 * @param machine what it was measured on
 * @param marks what a reader of the night must know, a sentence each
 * @param lines how many lines the night has
 */
public record Night(
    Instant id, String suite, String rote, Fingerprint machine, List<String> marks, int lines) {
  public Night {
    requireNonNull(id, "id is null");
    requireNonNull(suite, "suite is null");
    requireNonNull(rote, "rote is null");
    requireNonNull(machine, "machine is null");
    marks = List.copyOf(marks);
    if (lines < 0) {
      throw new IllegalArgumentException("a night cannot have " + lines + " lines");
    }
  }

  static Night of(RunResult run, List<String> marks) {
    return new Night(
        run.started(),
        run.name(),
        run.rote(),
        Fingerprint.of(run.machine().before(), run.settings().threads()),
        marks,
        run.throughput().size() + run.cells().size());
  }

  /** Returns what people call a night by its start. */
  public static String named(Instant id) {
    return "the night of " + id.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Returns what people call it. */
  @Override
  public String toString() {
    return "%s of %s".formatted(id, suite);
  }
}
