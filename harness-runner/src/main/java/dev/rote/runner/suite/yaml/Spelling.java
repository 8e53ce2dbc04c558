package dev.rote.runner.suite.yaml;

import dev.rote.runner.suite.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to write what looks like a number or a truth, and is text or another number to YAML's JSON
 * schema: an older YAML reads {@code 0x10} and {@code yes}, a programming language {@code 1_000},
 * and people {@code 0,5} and {@code 10%}.
 */
final class Spelling {
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]*)?([eE][-+]?[0-9]+)?");
  private static final Pattern DECIMAL =
      Pattern.compile("([-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)(e[-+]?[0-9]{1,9})?)[fdl]?");
  private static final Pattern IN_ANOTHER_BASE = Pattern.compile("([-+]?)0([xob])([0-9a-f]{1,16})");
  private static final Pattern GROUPED = Pattern.compile("[1-9][0-9]{0,2}(,[0-9]{3})+");
  private static final Pattern QUOTIENT = Pattern.compile("([^/]+)/([^/]+)");
  private static final Pattern OCTAL = Pattern.compile("0[0-7]+");

  private Spelling() {}

  /**
   * Returns how to write a value as the number that is wanted, such as {@code ": write 0.001"}, or
   * nothing if it looks like none or like one that is not allowed.
   */
  static String ofNumber(Node node, Predicate<BigDecimal> allowed) {
    if (!(node instanceof Node.Scalar scalar)) {
      return "";
    }
    return switch (scalar.kind()) {
      case TEXT -> ofText(scalar, allowed).orElse("");
      // Such as 16.0 or 1e3 where a whole number is wanted.
      case NUMBER ->
          number(scalar.text())
              .filter(allowed)
              .map(value -> ": write " + Decimals.print(value))
              .orElse("");
      case WHOLE_NUMBER, TRUTH, EMPTY -> "";
    };
  }

  private static Optional<String> ofText(Node.Scalar scalar, Predicate<BigDecimal> allowed) {
    String text = scalar.text().strip();
    Optional<BigDecimal> value = number(text).filter(allowed);
    if (!scalar.plain()) {
      return value.map(each ->
          JSON_NUMBER.matcher(text).matches()
              ? ": remove the quotes"
              : ": write %s, without quotes".formatted(Decimals.print(each)));
    }
    Optional<BigDecimal> octal =
        OCTAL.matcher(text).matches()
            ? Optional.of(new BigDecimal(new BigInteger(text, 8))).filter(allowed)
            : Optional.empty();
    return value.map(each ->
        ": write "
            + Decimals.print(each)
            + octal
                .filter(other -> other.compareTo(each) != 0)
                .map(other -> ", or %s if it is octal".formatted(Decimals.print(other)))
                .orElse(""));
  }

  /** Returns how to write a value as a truth, or nothing if it looks like none. */
  static String ofTruth(Node node) {
    if (!(node instanceof Node.Scalar scalar)) {
      return "";
    }
    String text = scalar.text().strip();
    String lower = text.toLowerCase(Locale.ROOT);
    boolean quoted = scalar.kind() == Node.Kind.TEXT && !scalar.plain();
    if (quoted && (text.equals("true") || text.equals("false"))) {
      return ": remove the quotes";
    }
    String quotes = quoted ? ", without quotes" : "";
    return switch (lower) {
      case "true", "yes", "on", "y", "t", "1" -> ": write true" + quotes;
      case "false", "no", "off", "n", "f", "0" -> ": write false" + quotes;
      default -> "";
    };
  }

  /** Returns whether a value says that there is none, here or in an older YAML. */
  static boolean isNothing(Node node) {
    return node instanceof Node.Scalar scalar
        && (scalar.kind() == Node.Kind.EMPTY
            || scalar.kind() == Node.Kind.TEXT
                && scalar.text().strip().toLowerCase(Locale.ROOT).matches("~|null|nil|none"));
  }

  private static Optional<BigDecimal> number(String text) {
    String digits =
        text.toLowerCase(Locale.ROOT)
            .replace('\u2212', '-')
            .replaceAll("(?<=[0-9])[_'\u2019 \u00a0\u2009\u202f](?=[0-9])", "");
    if (digits.endsWith("%")) {
      return number(digits.substring(0, digits.length() - 1).strip())
          .map(percent -> percent.movePointLeft(2));
    }
    Matcher quotient = QUOTIENT.matcher(digits);
    if (quotient.matches()) {
      return quotient(number(quotient.group(1).strip()), number(quotient.group(2).strip()));
    }
    Matcher based = IN_ANOTHER_BASE.matcher(digits);
    if (based.matches()) {
      return inAnotherBase(based);
    }
    // A comma is a decimal point, unless it groups thousands: then it may be either.
    Matcher decimal = DECIMAL.matcher(digits.replace(',', '.'));
    return decimal.matches() && !GROUPED.matcher(digits).matches()
        ? Optional.of(new BigDecimal(decimal.group(1)))
        : Optional.empty();
  }

  private static Optional<BigDecimal> quotient(
      Optional<BigDecimal> dividend, Optional<BigDecimal> divisor) {
    double quotient =
        dividend.map(BigDecimal::doubleValue).orElse(Double.NaN)
            / divisor.map(BigDecimal::doubleValue).orElse(Double.NaN);
    return Double.isFinite(quotient) ? Optional.of(BigDecimal.valueOf(quotient)) : Optional.empty();
  }

  private static Optional<BigDecimal> inAnotherBase(Matcher number) {
    int base =
        switch (number.group(2)) {
          case "x" -> 16;
          case "o" -> 8;
          default -> 2;
        };
    try {
      BigDecimal value = new BigDecimal(new BigInteger(number.group(3), base));
      return Optional.of(number.group(1).equals("-") ? value.negate() : value);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
