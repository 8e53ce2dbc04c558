package dev.rote.runner.suite.yaml;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as suites write them: a whole number and one unit. */
public final class Durations {
  private static final Pattern FORMAT = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h)");

  private Durations() {}

  /** Returns the duration, 1 ms or more, or empty if the text is none. */
  static Optional<Duration> parse(String text) {
    Matcher match = FORMAT.matcher(text);
    return match.matches()
        ? Optional.of(Duration.of(Long.parseLong(match.group(1)), unit(match.group(2))))
        : Optional.empty();
  }

  private static ChronoUnit unit(String text) {
    return switch (text) {
      case "ms" -> ChronoUnit.MILLIS;
      case "s" -> ChronoUnit.SECONDS;
      case "m" -> ChronoUnit.MINUTES;
      case "h" -> ChronoUnit.HOURS;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** Returns the duration in the largest unit that divides it, such as {@code 90s}. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds % 60 != 0) {
      return seconds + "s";
    }
    return seconds % 3600 != 0 ? seconds / 60 + "m" : seconds / 3600 + "h";
  }
}
