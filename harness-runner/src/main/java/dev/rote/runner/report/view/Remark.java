package dev.rote.runner.report.view;

import static java.util.Objects.requireNonNull;

/** A sentence of a report. */
public record Remark(Tone tone, String text) {
  public Remark {
    requireNonNull(tone, "tone is null");
    requireNonNull(text, "text is null");
  }

  /** Returns a sentence that is neither good nor bad. */
  public static Remark plain(String text) {
    return new Remark(Tone.PLAIN, text);
  }

  /** Returns a sentence that says that something is as it should be. */
  public static Remark good(String text) {
    return new Remark(Tone.GOOD, text);
  }

  /** Returns a sentence that a reader should heed. */
  public static Remark caution(String text) {
    return new Remark(Tone.CAUTION, text);
  }

  /** Returns a sentence that says that something does not hold. */
  public static Remark bad(String text) {
    return new Remark(Tone.BAD, text);
  }
}
