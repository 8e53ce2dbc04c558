package dev.rote.runner.data;

import dev.rote.runner.random.RandomStream;

/** Replaces labels of the training set by classes drawn uniformly. */
final class LabelCorruption {
  private LabelCorruption() {}

  /**
   * Returns the label that a training image gets. From the stream {@code labels} with the image's
   * index come first a uniform number u and then a class c; the label becomes c if u is less than
   * the corruption. So an image's fate does not depend on how many others there are, and what is
   * corrupted at a low level is corrupted in the same way at every higher one.
   *
   * @param corruption probability of a replacement, 0 to 1
   */
  static int apply(int label, double corruption, long seed, int image, int classes) {
    RandomStream random = RandomStream.of(seed, "labels", image);
    boolean replaced = random.nextDouble() < corruption;
    int replacement = random.nextInt(classes);
    return replaced ? replacement : label;
  }
}
