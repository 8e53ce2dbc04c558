package dev.rote.runner.data;

/** What replaces the images of a training and test set (Zhang et al. 2016, section 2). */
public enum InputCorruption {
  /** Nothing. */
  NONE("none"),
  /** One permutation of the pixels, the same for every image of both sets. */
  SHUFFLED_PIXELS("shuffled-pixels"),
  /** A permutation of the pixels for each image, all channels together. */
  RANDOM_PIXELS("random-pixels"),
  /** Normal noise with the mean and variance of the data set. */
  GAUSSIAN("gaussian");

  private final String id;

  InputCorruption(String id) {
    this.id = id;
  }

  /** Returns the name that suites use. */
  public String id() {
    return id;
  }
}
