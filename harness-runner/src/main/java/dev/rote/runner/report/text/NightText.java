package dev.rote.runner.report.text;

import dev.rote.runner.history.Decision;
import dev.rote.runner.history.HistoryEntry;
import dev.rote.runner.history.LearningEntry;
import dev.rote.runner.history.SpeedEntry;
import dev.rote.runner.nightly.NightReport;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a night came to, on a terminal: a line for each cause, the reasons, and what else to know.
 */
public final class NightText {
  private final NightReport night;

  /**
   * @param night what is shown
   */
  public NightText(NightReport night) {
    this.night = night;
  }

  /** What was decided about a measure of a row. */
  private record Decided(String cell, Decision decision) {}

  /** Returns the lines. */
  public List<String> lines(Terminal terminal) {
    boolean colour = terminal.colourOut();
    List<String> lines = new ArrayList<>();
    lines.add(
        Style.BOLD.apply(
            "Night of %s, %s: %s, %s, %s"
                .formatted(
                    night.run().started().truncatedTo(ChronoUnit.SECONDS),
                    night.run().name(),
                    count(Decision.Kind.ALARM),
                    count(Decision.Kind.GAIN),
                    count(Decision.Kind.NOTE)),
            colour));
    add(lines, Decision.Kind.ALARM, Style.RED, colour);
    add(lines, Decision.Kind.GAIN, Style.GREEN, colour);
    add(lines, Decision.Kind.NOTE, Style.YELLOW, colour);
    night.marks().forEach(mark -> lines.add(Style.YELLOW.apply("machine: " + mark, colour)));
    lines.addAll(night.notes());
    return lines;
  }

  private String count(Decision.Kind kind) {
    int count = night.count(kind);
    return "%d %s%s".formatted(count, kind, count == 1 ? "" : "s");
  }

  private void add(List<String> lines, Decision.Kind kind, Style style, boolean colour) {
    Map<String, List<Decided>> causes = new LinkedHashMap<>();
    for (HistoryEntry entry : night.entries()) {
      for (Decided decided : decided(entry)) {
        if (decided.decision().kind() == kind) {
          causes.computeIfAbsent(cause(entry), key -> new ArrayList<>()).add(decided);
        }
      }
    }
    causes.forEach((cause, all) -> {
      lines.add(style.apply("%s: %s: %s".formatted(kind, cause, summary(all)), colour));
      all.forEach(each ->
          lines.add(
              "  %s: %s%s".formatted(each.cell(), each.decision().why(), rounds(each.decision()))));
    });
  }

  private static List<Decided> decided(HistoryEntry entry) {
    return switch (entry) {
      case SpeedEntry speed -> {
        List<Decided> all = new ArrayList<>();
        speed
            .training()
            .decision()
            .ifPresent(decision -> all.add(new Decided("training of " + entry.cell(), decision)));
        speed
            .inference()
            .decision()
            .ifPresent(decision -> all.add(new Decided("inference of " + entry.cell(), decision)));
        yield all;
      }
      case LearningEntry learning ->
          learning.decision().stream()
              .map(decision -> new Decided(entry.cell(), decision))
              .toList();
    };
  }

  private static String cause(HistoryEntry entry) {
    return switch (entry) {
      case SpeedEntry speed -> speed.key().backend() + " " + speed.key().device();
      case LearningEntry learning -> learning.key().backend() + " " + learning.key().device();
    };
  }

  /** Returns the verdicts, with the range of the speeds'. */
  private static String summary(List<Decided> all) {
    Map<String, List<Decision>> verdicts = new LinkedHashMap<>();
    all.forEach(each ->
        verdicts
            .computeIfAbsent(each.decision().verdict(), key -> new ArrayList<>())
            .add(each.decision()));
    List<String> parts = new ArrayList<>();
    verdicts.forEach((verdict, decisions) ->
        parts.add("%d %s%s".formatted(decisions.size(), verdict, range(decisions))));
    return String.join(", ", parts);
  }

  private static String range(List<Decision> decisions) {
    double[] ratios =
        decisions.stream().flatMapToDouble(each -> each.ratio().stream()).sorted().toArray();
    return ratios.length == 0
        ? ""
        : ratios.length == 1
            ? " (%s)".formatted(percent(ratios[0]))
            : " (%s to %s)".formatted(percent(ratios[0]), percent(ratios[ratios.length - 1]));
  }

  private static String rounds(Decision decision) {
    return Optional.of(decision.rounds())
        .filter(rounds -> rounds > 0)
        .map(rounds -> ", in %d rounds".formatted(rounds))
        .orElse("");
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%+.1f%%", 100 * (ratio - 1));
  }
}
