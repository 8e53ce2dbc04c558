package dev.rote.runner.report.view;

import dev.rote.runner.analysis.Speed;
import dev.rote.runner.analysis.SpeedRatio;
import dev.rote.runner.analysis.learning.Figure;
import dev.rote.runner.analysis.learning.Spread;
import dev.rote.runner.result.Measurement;
import java.util.Locale;
import java.util.Optional;

/** How numbers are written in every form of a report. */
public final class Texts {
  private static final double THREE_DIGITS = 0.0995;

  private Texts() {}

  /**
   * Returns {@code 14,120 ±3%}: the mean and its interval relative to it; or with too few forks for
   * an interval {@code 14,120 (13,800-14,440)}: their median and their range.
   */
  public static String rate(Optional<Measurement> measurement) {
    return measurement.map(Speed::shown).map(Texts::rate).orElse(Value.NONE);
  }

  private static String rate(Speed.Shown shown) {
    String value = whole(shown.value());
    if (shown.relativeError().isPresent()) {
      return value + " ±" + relative(shown.relativeError().getAsDouble());
    }
    return shown
        .range()
        .map(range -> "%s (%s-%s)".formatted(value, whole(range.lowest()), whole(range.highest())))
        .orElse(value);
  }

  private static String relative(double share) {
    return String.format(Locale.ROOT, share < THREE_DIGITS ? "%.1f%%" : "%.0f%%", 100 * share);
  }

  /** Returns {@code 14,120}. */
  public static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** Returns {@code 86.5%} of 0.865. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  /** Returns {@code -8.1%} of 0.919, which is how many times as much it is. */
  public static String change(double ratio) {
    return String.format(Locale.ROOT, "%+.1f%%", 100 * (ratio - 1));
  }

  /** Returns {@code 1.35}. */
  public static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f", seconds);
  }

  /** Returns {@code 1.3e-07}. */
  public static String difference(double relative) {
    return String.format(Locale.ROOT, "%.1e", relative);
  }

  /** Returns {@code 1.97x}. */
  public static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2fx", ratio);
  }

  /** Returns {@code 1.97x (1.80-2.15)}. */
  public static String times(SpeedRatio ratio) {
    return ratio
        .interval()
        .map(interval ->
            String.format(
                Locale.ROOT,
                "%s (%.2f-%.2f)",
                times(ratio.value()),
                interval.low(),
                interval.high()))
        .orElseGet(() -> times(ratio.value()));
  }

  /** Returns what it would take to see a difference where none is seen. */
  public static String needs(SpeedRatio ratio) {
    if (ratio.interval().isEmpty()) {
      return "needs %d forks at least".formatted(SpeedRatio.FEWEST_ROUNDS);
    }
    return ratio.roundsNeeded().isPresent()
        ? "needs about %d forks".formatted(ratio.roundsNeeded().getAsInt())
        : "more than %d forks would not show one".formatted(SpeedRatio.MOST_ROUNDS);
  }

  /** Returns the name of a figure as a heading of two lines. */
  public static String header(Figure figure) {
    int gap = figure.name().indexOf(' ', figure.threshold().isPresent() ? "epochs ".length() : 0);
    return figure.name().substring(0, gap) + "\n" + figure.name().substring(gap + 1);
  }

  /** Returns the range from the lowest to the highest value. */
  public static String range(Figure figure, Spread spread) {
    String lowest = value(figure, spread.lowest());
    String highest = value(figure, spread.highest());
    if (lowest.equals(highest)) {
      return lowest;
    }
    long missed = spread.values().stream().filter(value -> Double.isInfinite(value)).count();
    return missed == 0
        ? lowest + "-" + highest
        : "%s-never (%d of %d)".formatted(lowest, missed, spread.values().size());
  }

  private static String value(Figure figure, double value) {
    if (figure.threshold().isEmpty()) {
      return String.format(Locale.ROOT, "%.1f%%", 100 * value);
    }
    return Double.isInfinite(value) ? "never" : String.format(Locale.ROOT, "%.0f", value);
  }
}
