package dev.rote.runner.report.view;

/** How a text is to be taken. */
public enum Tone {
  PLAIN,
  GOOD,
  CAUTION,
  BAD
}
