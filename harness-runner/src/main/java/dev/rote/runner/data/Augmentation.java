package dev.rote.runner.data;

/** What changes the training images anew for every epoch. Evaluation never sees it. */
public enum Augmentation {
  /** A crop at a random place instead of the centre. */
  RANDOM_CROP("random-crop"),
  /** A left-right flip with probability one half. */
  RANDOM_FLIP("random-flip");

  private final String id;

  Augmentation(String id) {
    this.id = id;
  }

  /** Returns the name that suites use. */
  public String id() {
    return id;
  }
}
