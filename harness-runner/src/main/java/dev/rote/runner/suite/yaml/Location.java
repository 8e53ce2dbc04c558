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
  SuiteException error(String sentence) {
    return new SuiteException(this + ": " + sentence);
  }

  /** Returns {@code quickstart.yaml:3:7}, which editors and terminals turn into a link. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
