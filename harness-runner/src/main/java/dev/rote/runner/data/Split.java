package dev.rote.runner.data;

/** Which half of a data set. */
enum Split {
  TRAIN("training"),
  TEST("test");

  private final String adjective;

  Split(String adjective) {
    this.adjective = adjective;
  }

  /** Returns the word before "images" in a sentence. */
  String adjective() {
    return adjective;
  }

  /** Returns its index in the random streams: 0 for training, 1 for test. */
  long index() {
    return ordinal();
  }
}
