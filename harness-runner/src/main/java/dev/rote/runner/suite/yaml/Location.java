package dev.rote.runner.suite.yaml;

import dev.rote.runner.suite.SuiteException;

/**
 * A place in a file.
 *
 * @param file as the user named it
 * @param line from 1
 * @param column from 1
 */
record Location(String file, int line, int column) {
  /** Returns the place behind a text, with which a file begins. */
  static Location after(String file, String text) {
    int lineStart = text.lastIndexOf('\n') + 1;
    return new Location(
        file,
        (int) text.chars().filter(character -> character == '\n').count() + 1,
        text.codePointCount(lineStart, text.length()) + 1);
  }

  SuiteException error(String sentence) {
    return new SuiteException(this + ": " + sentence);
  }

  /** Returns {@code quickstart.yaml:3:7}, which editors and terminals turn into a link. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
