package dev.rote.runner.history;

import java.util.Optional;

/**
 * A line of a kind that a later Rote has added. It is counted where it is one of a night's, which
 * would seem torn without it, and not looked at.
 *
 * @param schema {@value #SCHEMA}
 * @param night whose line it is, if it is a night's
 * @param line which of the night's, from 1
 */
record LaterLine(String schema, Optional<Night> night, int line) implements HistoryLine {
  LaterLine {
    HistoryLine.requireKnown(schema);
  }
}
