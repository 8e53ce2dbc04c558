package dev.rote.runner.data;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.data.set.DataSet;

/**
 * Everything that determines the examples of an experiment, byte for byte.
 *
 * @param set the data set
 * @param train how many training images, from the first one on; 1 or more
 * @param test how many test images, from the first one on; 0 or more
 * @param preprocessing what happens to every image
 * @param labelCorruption probability with which a training label is replaced, 0 to 1; test labels
 *     are never corrupted
 * @param labelNoise what replaces a training label
 * @param inputCorruption what replaces the images of both sets
 * @param augmentation what changes the training images anew for every epoch
 * @param seed of the corruptions and augmentations
 */
public record DataRecipe(
    DataSet set,
    int train,
    int test,
    Preprocessing preprocessing,
    double labelCorruption,
    LabelNoise labelNoise,
    InputCorruption inputCorruption,
    Augmentation augmentation,
    long seed) {
  public DataRecipe {
    requireNonNull(set, "set is null");
    requireNonNull(preprocessing, "preprocessing is null");
    requireNonNull(labelNoise, "labelNoise is null");
    requireNonNull(inputCorruption, "inputCorruption is null");
    requireNonNull(augmentation, "augmentation is null");
    if (train < 1) {
      throw new IllegalArgumentException("train is " + train + ", allowed is 1 or more");
    }
    if (test < 0) {
      throw new IllegalArgumentException("test is " + test + ", allowed is 0 or more");
    }
    if (!(labelCorruption >= 0 && labelCorruption <= 1)) {
      throw new IllegalArgumentException(
          "labelCorruption is " + labelCorruption + ", allowed is 0 to 1");
    }
  }
}
