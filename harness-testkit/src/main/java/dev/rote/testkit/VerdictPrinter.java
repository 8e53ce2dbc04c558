package dev.rote.testkit;

import dev.rote.api.Device;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.report.text.Style;
import dev.rote.testkit.clause.Clause;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints verdicts for a reader, one clause per line, with the reason below where it fails. One
 * mistake may break thirty clauses: its reason is told once.
 */
final class VerdictPrinter {
  private static final String INDENT = "           ";

  private final PrintWriter out;
  private final boolean colour;

  /** The clauses that fail on the device that is being checked, by their reason. */
  private final Map<String, List<ClauseResult>> failures = new LinkedHashMap<>();

  VerdictPrinter(PrintWriter out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  void problem(String sentence) {
    out.println(Style.RED.apply("FAILED", colour) + "   " + sentence);
  }

  void begin(Plugin plugin, Device device) {
    failures.clear();
    out.println();
    out.println(
        Style.BOLD.apply("%s %s on %s".formatted(plugin.id(), plugin.version(), device), colour));
  }

  void absent(Absence absence, boolean excused) {
    String word =
        excused ? Style.YELLOW.apply("skipped", colour) + "  " : Style.RED.apply("FAILED", colour);
    out.printf(
        "%s%s%s%n", word, excused ? "" : "   ", "nothing was checked here: " + absence.reason());
    absence.log().ifPresent(log -> out.println(INDENT + "log: " + log));
  }

  void print(ClauseResult result) {
    Clause clause = result.clause();
    switch (result.verdict()) {
      case Verdict.Passed(String sentence) ->
          out.printf(
              "%s   %-34s %s%s%n",
              Style.GREEN.apply("passed", colour),
              clause.id(),
              clause.title(),
              sentence.isEmpty() ? "" : Style.FAINT.apply(" (" + sentence + ")", colour));
      case Verdict.Skipped(String sentence) ->
          out.printf(
              "%s  %-34s %s%n", Style.YELLOW.apply("skipped", colour), clause.id(), sentence);
      case Verdict.Failed(Failure failure) -> {
        out.printf(
            "%s   %-34s %s%n", Style.RED.apply("FAILED", colour), clause.id(), clause.title());
        List<ClauseResult> alike =
            failures.computeIfAbsent(failure.reason(), any -> new ArrayList<>());
        if (alike.isEmpty()) {
          print(failure);
        } else {
          out.println(INDENT + "for the reason that " + alike.getFirst().clause().id() + " has");
        }
        alike.add(result);
      }
    }
  }

  private void print(Failure failure) {
    out.println(INDENT + failure.sentence());
    failure
        .cause()
        .filter(cause -> !failure.sentence().contains(cause))
        .ifPresent(cause -> out.println(INDENT + "cause: " + cause));
    failure
        .place()
        .filter(place -> !failure.sentence().contains(place))
        .ifPresent(place -> out.println(INDENT + "at: " + place));
    failure.hint().ifPresent(hint -> out.println(INDENT + hint));
    failure.log().ifPresent(log -> out.println(INDENT + "log: " + log));
  }

  /** Lists the reasons that more than one clause has. */
  void end() {
    failures.forEach((reason, results) -> {
      if (results.size() > 1) {
        List<String> ids = results.stream().map(result -> result.clause().id()).toList();
        out.println();
        out.println("%d clauses fail for one reason: %s".formatted(ids.size(), reason));
        out.println("  " + String.join(", ", ids));
      }
    });
  }

  void summary(Summary summary) {
    out.println();
    out.println(Style.BOLD.apply(summary.sentence(), colour));
  }
}
