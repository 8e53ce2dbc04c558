package dev.rote.testkit;

import dev.rote.api.Device;
import dev.rote.runner.plugin.Discovery;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.report.text.Style;
import dev.rote.testkit.clause.Clause;
import java.io.PrintWriter;
import java.util.List;

/** Prints verdicts for a reader, one clause per line, with the reason below where it fails. */
final class VerdictPrinter {
  private final PrintWriter out;
  private final boolean colour;

  VerdictPrinter(PrintWriter out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  void problem(String sentence) {
    out.println(Style.RED.apply("FAILED", colour) + "   " + sentence);
  }

  void begin(Plugin plugin, Device device) {
    out.println();
    out.println(
        Style.BOLD.apply("%s %s on %s".formatted(plugin.id(), plugin.version(), device), colour));
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
      case Verdict.Failed(String sentence) -> {
        out.printf(
            "%s   %-34s %s%n", Style.RED.apply("FAILED", colour), clause.id(), clause.title());
        out.println("           " + sentence);
        out.println("           finds: " + clause.finds());
      }
    }
  }

  void summary(Discovery discovery, List<ClauseResult> results) {
    long failed = results.stream().filter(ClauseResult::failed).count();
    long skipped =
        results.stream().filter(result -> result.verdict() instanceof Verdict.Skipped).count();
    long passed = results.size() - failed - skipped;
    out.println();
    boolean holds = failed == 0 && discovery.problems().isEmpty();
    out.println(
        Style.BOLD.apply(
            "%s: %d passed, %d failed, %d skipped%s"
                .formatted(
                    holds ? "the contract holds" : "the contract is broken",
                    passed,
                    failed,
                    skipped,
                    discovery.problems().isEmpty()
                        ? ""
                        : ", %d without a backend".formatted(discovery.problems().size())),
            colour));
  }
}
