package dev.rote.testkit.clause;

import java.util.Locale;
import java.util.Optional;

/** A clause does not hold. The message is one sentence with the figures. */
public final class ClauseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Symptom symptom;

  public ClauseFailure(String sentence) {
    this(sentence, null, null);
  }

  /** One that an exception of the backend shows. */
  public ClauseFailure(String sentence, Throwable cause) {
    this(sentence, cause, null);
  }

  /** One that numbers show which are not the oracle's. */
  public ClauseFailure(String sentence, Symptom symptom) {
    this(sentence, null, symptom);
  }

  private ClauseFailure(String sentence, Throwable cause, Symptom symptom) {
    super(sentence, cause);
    this.symptom = symptom;
  }

  /** Returns where numbers were seen that are not the oracle's; empty if it is not about these. */
  public Optional<Symptom> symptom() {
    return Optional.ofNullable(symptom);
  }

  /** Throws unless something holds; the format is that of {@link String#format}. */
  public static void unless(boolean holds, String format, Object... figures) {
    if (!holds) {
      throw new ClauseFailure(String.format(Locale.ROOT, format, figures));
    }
  }
}
