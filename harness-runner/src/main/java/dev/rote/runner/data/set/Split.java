package dev.rote.runner.data.set;

/** Which half of a data set. */
public enum Split {
  TRAIN("training"),
  TEST("test");

  private final String adjective;

  Split(String adjective) {
    this.adjective = adjective;
  }

  /** Returns the word before "images" in a sentence. */
  public String adjective() {
    return adjective;
  }

  /** Returns its index in the random streams: 0 for training, 1 for test. */
  public long index() {
    return ordinal();
  }
}
