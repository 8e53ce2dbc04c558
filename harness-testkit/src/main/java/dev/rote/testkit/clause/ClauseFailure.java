package dev.rote.testkit.clause;

import java.util.Locale;
import java.util.Optional;

/** A clause does not hold. The message is one sentence with the figures. */
public final class ClauseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Symptom symptom;
  private final String reason;

  public ClauseFailure(String sentence) {
    this(sentence, null, null, null);
  }

  /** One that an exception of the backend shows. */
  public ClauseFailure(String sentence, Throwable cause) {
    this(sentence, cause, null, null);
  }

  /** One that numbers show which are not the oracle's. */
  public ClauseFailure(String sentence, Symptom symptom) {
    this(sentence, null, symptom, null);
  }

  /** One whose reason other clauses will have as well, word for word. */
  public ClauseFailure(String sentence, String reason) {
    this(sentence, null, null, reason);
  }

  private ClauseFailure(String sentence, Throwable cause, Symptom symptom, String reason) {
    super(sentence, cause);
    this.symptom = symptom;
    this.reason = reason;
  }

  /** Returns where numbers were seen that are not the oracle's; empty if it is not about these. */
  public Optional<Symptom> symptom() {
    return Optional.ofNullable(symptom);
  }

  /** Returns the reason, if the sentence has only what is this clause's own. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /** Throws unless something holds; the format is that of {@link String#format}. */
  public static void unless(boolean holds, String format, Object... figures) {
    if (!holds) {
      throw new ClauseFailure(String.format(Locale.ROOT, format, figures));
    }
  }
}
