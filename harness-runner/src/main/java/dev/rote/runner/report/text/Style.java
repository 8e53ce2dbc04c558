package dev.rote.runner.report.text;

import dev.rote.runner.report.view.Tone;

/** A way to set off a piece of text on a terminal. */
public enum Style {
  PLAIN(""),
  BOLD("\u001B[1m"),
  FAINT("\u001B[2m"),
  RED("\u001B[31m"),
  GREEN("\u001B[32m"),
  YELLOW("\u001B[33m");

  /** Returns how a tone looks. */
  static Style of(Tone tone) {
    return switch (tone) {
      case PLAIN -> PLAIN;
      case GOOD -> GREEN;
      case CAUTION -> YELLOW;
      case BAD -> RED;
    };
  }

  private static final String RESET = "\u001B[0m";

  private final String start;

  Style(String start) {
    this.start = start;
  }

  /** Returns the text in this style, or as it is if colours are off. */
  public String apply(String text, boolean colour) {
    return colour && this != PLAIN ? start + text + RESET : text;
  }
}
