package dev.rote.runner.data.set;

/** What the labels of a file may be. */
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
}
