package dev.rote.runner.suite.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a mistyped name was probably meant to be. */
final class NearestName {
  private NearestName() {}

  /** Returns {@code ; did you mean 'x'?}, or an empty string if no allowed name is near. */
  static String suggestion(String name, Collection<String> allowed) {
    return find(name, allowed).map(found -> "; did you mean '" + found + "'?").orElse("");
  }

  /**
   * Returns the first of the names with the fewest edits, if they are at most about a third of its
   * letters.
   */
  static Optional<String> find(String name, Collection<String> allowed) {
    return allowed.stream()
        .filter(candidate -> 3 * edits(name, candidate) <= candidate.length() + 2)
        .min(Comparator.comparingInt(candidate -> edits(name, candidate)));
  }

  /** Levenshtein's distance, where upper and lower case are the same. */
  private static int edits(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
