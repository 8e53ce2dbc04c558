package dev.rote.runner.report.view;

import static java.util.Objects.requireNonNull;

/** A sentence of a report. */
public record Remark(Tone tone, String text) {
  public Remark {
    requireNonNull(tone, "tone is null");
    requireNonNull(text, "text is null");
  }

  static Remark plain(String text) {
    return new Remark(Tone.PLAIN, text);
  }

  static Remark good(String text) {
    return new Remark(Tone.GOOD, text);
  }

  static Remark caution(String text) {
    return new Remark(Tone.CAUTION, text);
  }

  static Remark bad(String text) {
    return new Remark(Tone.BAD, text);
  }
}
