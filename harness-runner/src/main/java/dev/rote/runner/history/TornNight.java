package dev.rote.runner.history;

/**
 * A night of which a file has not all lines one after the other.
 *
 * @param night as its lines tell
 * @param lines how many there are
 * @param where the first of them is, file and line
 */
record TornNight(Night night, int lines, String where) {
  String note() {
    return "%s: of the night %s there are %d of %d lines, and none is used: append it again, if its run is still there"
        .formatted(where, night, lines, night.lines());
  }
}
