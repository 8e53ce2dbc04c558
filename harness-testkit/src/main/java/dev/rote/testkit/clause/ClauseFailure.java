package dev.rote.testkit.clause;

import java.util.Locale;

/** A clause does not hold. The message is one sentence with the figures. */
public final class ClauseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ClauseFailure(String sentence) {
    super(sentence);
  }

  /** Throws unless something holds; the format is that of {@link String#format}. */
  public static void unless(boolean holds, String format, Object... figures) {
    if (!holds) {
      throw new ClauseFailure(String.format(Locale.ROOT, format, figures));
    }
  }
}
