package dev.rote.runner.suite;

import java.math.BigDecimal;

/** Prints numbers of suites for people. */
public final class Decimals {
  /** With more of them a number is printed with an exponent. */
  private static final int MOST_DIGITS = 12;

  private Decimals() {}

  /** Returns digits, such as 0.0005, or an exponent where most of them would be zeros: 1e-300. */
  public static String print(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    boolean few =
        stripped.scale() <= MOST_DIGITS && stripped.precision() - stripped.scale() <= MOST_DIGITS;
    return few
        ? stripped.toPlainString()
        : stripped.toString().replace("E+", "e").replace('E', 'e');
  }
}
