package dev.rote.runner.data;

/**
 * What replaces the images of a training and test set (Zhang et al. 2016, section 2). It acts on
 * what scaling and cropping leave, and before whitening.
 */
public enum InputCorruption {
  /** Nothing. */
  NONE("none"),
  /**
   * One permutation of the pixels, the same for every image of both sets. A pixel is a place: its
   * channels move together.
   */
  SHUFFLED_PIXELS("shuffled-pixels"),
  /** A permutation of the pixels for each image; again the channels of a pixel move together. */
  RANDOM_PIXELS("random-pixels"),
  /**
   * Normal noise, independent for each value and not clipped. Its mean and variance are those of
   * all values, of all channels together, of the recipe's training images as they are when the
   * noise replaces them; test images get the same.
   */
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
