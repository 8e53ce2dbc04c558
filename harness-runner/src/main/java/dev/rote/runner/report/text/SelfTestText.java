package dev.rote.runner.report.text;

import dev.rote.runner.analysis.statistics.Interval;
import dev.rote.runner.analysis.statistics.Proportion;
import dev.rote.runner.nightly.NightRules;
import dev.rote.runner.nightly.Worth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a self-test has found, on a terminal. */
public final class SelfTestText {
  private static final double CONFIDENCE = 0.95;

  private final Worth worth;
  private final NightRules rules;

  /**
   * @param worth what was found
   * @param rules under which
   */
  public SelfTestText(Worth worth, NightRules rules) {
    this.worth = worth;
    this.rules = rules;
  }

  /** Returns the lines. */
  public List<String> lines(Terminal terminal) {
    boolean colour = terminal.colourOut();
    List<String> lines = new ArrayList<>();
    lines.add(
        Style.BOLD.apply("What nights are worth on this machine, with these settings", colour));
    lines.add(
        "at least %d rounds screen, 10 to %d confirm; a change of less than %s is none, one of %s is to be found"
            .formatted(
                rules.screeningRounds(),
                rules.mostRounds(),
                percent(rules.leastChange()),
                percent(rules.find())));
    worth
        .alarms()
        .ifPresent(alarms -> {
          lines.add("");
          lines.add(
              "nothing changed: %s of nights alarmed; %d notes, and %d nights in which something was called faster"
                  .formatted(text(alarms), worth.notes(), worth.gains()));
        });
    worth
        .found()
        .forEach((slowdown, found) ->
            lines.add(
                "slower by %s: %s of speeds were found".formatted(percent(slowdown), text(found))));
    if (worth.wrong() > 0) {
      lines.add("%d speeds that were slower were called faster".formatted(worth.wrong()));
    }
    lines.add("");
    lines.add(
        worth.limit().isPresent()
            ? "found 95 times in 100: a slowdown of %s, by the noise of all these rounds"
                .formatted(percent(worth.limit().getAsDouble()))
            : "too few rounds, or too much noise, to say which slowdown is found 95 times in 100");
    worth
        .secondsPerNight()
        .ifPresent(seconds ->
            lines.add(
                String.format(
                    Locale.ROOT, "a night in which nothing changed took %.0f s", seconds)));
    return lines;
  }

  private static String text(Proportion proportion) {
    Interval interval = proportion.interval(CONFIDENCE);
    return "%d of %d (%s; at 95%% between %s and %s)"
        .formatted(
            proportion.successes(),
            proportion.trials(),
            percent(proportion.value()),
            percent(interval.low()),
            percent(interval.high()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
