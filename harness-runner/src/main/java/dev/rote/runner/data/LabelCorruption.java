package dev.rote.runner.data;

import dev.rote.runner.random.RandomStream;

/**
 * Replaces labels of the training set.
 *
 * @param probability of a replacement, 0 to 1
 * @param noise what replaces a label
 * @param classes how many there are, 2 or more
 * @param seed of the stream
 */
record LabelCorruption(double probability, LabelNoise noise, int classes, long seed) {
  /**
   * Returns the label that a training image gets. From the stream {@code labels} with the image's
   * index come first a uniform number u and then a class c; the label becomes c if u is less than
   * the probability. So an image's fate does not depend on how many others there are, what is
   * corrupted at a low level is corrupted in the same way at every higher one, and both kinds of
   * noise replace the labels of the same images.
   */
  int apply(int label, int image) {
    RandomStream random = RandomStream.of(seed, "labels", image);
    boolean replaced = random.nextDouble() < probability;
    int replacement =
        switch (noise) {
          case UNIFORM -> random.nextInt(classes);
          case SYMMETRIC -> other(label, random.nextInt(classes - 1));
        };
    return replaced ? replacement : label;
  }

  /** Returns one of the classes without the label, counted from 0. */
  private static int other(int label, int index) {
    return index < label ? index : index + 1;
  }
}
