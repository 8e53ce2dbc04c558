package dev.rote.runner.data;

import dev.rote.runner.random.RandomStream;

/** The labels of a training set: what a file may say, and how they are corrupted. */
final class Labels {
  private Labels() {}

  /** Refuses a label that is no class of the set. */
  static void check(DataSet set, byte label, String file, int image) {
    int value = Byte.toUnsignedInt(label);
    if (value >= set.classes()) {
      throw DataException.of(
          "%s says that image %,d (from 0) has the label %d, allowed is 0 to %d: it is corrupted or"
              + " not a file of %s, so fetch it again",
          file, image, value, set.classes() - 1, set.id());
    }
  }

  /**
   * Returns the label that a training image gets. From the stream {@code labels} with the image's
   * index come first a uniform number u and then a class c; the label becomes c if u is less than
   * the corruption. So an image's fate does not depend on how many others there are, and what is
   * corrupted at a low level is corrupted in the same way at every higher one.
   *
   * @param corruption probability of a replacement, 0 to 1
   */
  static int corrupted(int label, double corruption, long seed, int image, int classes) {
    RandomStream random = RandomStream.of(seed, "labels", image);
    boolean replaced = random.nextDouble() < corruption;
    int replacement = random.nextInt(classes);
    return replaced ? replacement : label;
  }
}
