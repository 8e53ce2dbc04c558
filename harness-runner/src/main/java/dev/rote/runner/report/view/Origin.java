package dev.rote.runner.report.view;

import static java.util.stream.Collectors.joining;

import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.provenance.MachineState;
import dev.rote.runner.suite.Suite;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** When, on what, of what and by which command a run was made. */
public final class Origin {
  private static final Pattern PLAIN_ARGUMENT = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private Origin() {}

  /** Returns when and on what it ran, in a line. */
  public static String machine(RunResult run) {
    MachineState machine = run.machine().before();
    return "%s, %s, %s, %d processors, %s"
        .formatted(
            time(run.started()),
            run.finished().map(end -> length(run.started(), end)).orElse("not finished"),
            machine.processor().orElse("unknown processor"),
            machine.cores(),
            machine.os());
  }

  /** Returns of which images and seeds it is, in a line; empty if its suite cannot be read. */
  public static Optional<String> data(Source source) {
    return source.suite().suite().map(Origin::data);
  }

  private static String data(Suite suite) {
    return suite.data().inWords()
        + suite.seeds().stream()
            .map(String::valueOf)
            .collect(joining(", ", suite.seeds().size() == 1 ? ", seed " : ", seeds ", ""));
  }

  /** Returns the command line that made it, for a shell. */
  public static String command(RunResult run) {
    return command(run.command());
  }

  /**
   * Returns a command line for a shell.
   *
   * @param arguments behind the name of the program
   */
  public static String command(List<String> arguments) {
    return arguments.stream()
        .map(argument ->
            PLAIN_ARGUMENT.matcher(argument).matches()
                ? argument
                : "'" + argument.replace("'", "'\\''") + "'")
        .collect(joining(" ", "rote ", ""));
  }

  /** Returns {@code 2026-01-02 03:04:05 UTC}. */
  public static String time(Instant instant) {
    return instant
        .truncatedTo(ChronoUnit.SECONDS)
        .toString()
        .replace('T', ' ')
        .replace("Z", " UTC");
  }

  /** Returns {@code 2 h 5 min} or {@code 3 min 20 s}. */
  public static String length(Instant start, Instant end) {
    Duration length = Duration.between(start, end);
    return length.toHours() > 0
        ? "%d h %d min".formatted(length.toHours(), length.toMinutesPart())
        : "%d min %d s".formatted(length.toMinutes(), length.toSecondsPart());
  }
}
