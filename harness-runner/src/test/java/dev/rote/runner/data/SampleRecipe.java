package dev.rote.runner.data;

import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.fixture.KnownSets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** A recipe of which a test changes only what it is about. */
record SampleRecipe(
    DataSet set,
    int train,
    int test,
    Preprocessing preprocessing,
    double labelCorruption,
    LabelNoise labelNoise,
    InputCorruption inputCorruption,
    Augmentation augmentation,
    long seed) {
  static final Preprocessing UNTOUCHED = new Preprocessing(false, OptionalInt.empty(), false);
  static final Preprocessing CROPPED = new Preprocessing(false, OptionalInt.of(28), false);
  static final Preprocessing AS_IN_THE_PAPER = new Preprocessing(true, OptionalInt.of(28), true);

  /** Made-up CIFAR-10 images, cropped and nothing else. */
  static SampleRecipe cifar10() {
    return new SampleRecipe(
        KnownSets.CIFAR10,
        12,
        8,
        CROPPED,
        0,
        LabelNoise.UNIFORM,
        InputCorruption.NONE,
        Augmentation.NONE,
        1);
  }

  /** Generated images as they are. */
  static SampleRecipe shapes() {
    return new SampleRecipe(
        KnownSets.SHAPES,
        30,
        20,
        UNTOUCHED,
        0,
        LabelNoise.UNIFORM,
        InputCorruption.NONE,
        Augmentation.NONE,
        1);
  }

  PreparedData prepare(Path directory) {
    return PreparedData.prepare(build(), new DataLocations(List.of(directory)));
  }

  SampleRecipe train(int count) {
    return new SampleRecipe(
        set,
        count,
        test,
        preprocessing,
        labelCorruption,
        labelNoise,
        inputCorruption,
        augmentation,
        seed);
  }

  SampleRecipe test(int count) {
    return new SampleRecipe(
        set,
        train,
        count,
        preprocessing,
        labelCorruption,
        labelNoise,
        inputCorruption,
        augmentation,
        seed);
  }

  SampleRecipe preprocessing(Preprocessing changed) {
    return new SampleRecipe(
        set,
        train,
        test,
        changed,
        labelCorruption,
        labelNoise,
        inputCorruption,
        augmentation,
        seed);
  }

  SampleRecipe labelCorruption(double changed) {
    return new SampleRecipe(
        set, train, test, preprocessing, changed, labelNoise, inputCorruption, augmentation, seed);
  }

  SampleRecipe labelNoise(LabelNoise changed) {
    return new SampleRecipe(
        set,
        train,
        test,
        preprocessing,
        labelCorruption,
        changed,
        inputCorruption,
        augmentation,
        seed);
  }

  SampleRecipe inputCorruption(InputCorruption changed) {
    return new SampleRecipe(
        set, train, test, preprocessing, labelCorruption, labelNoise, changed, augmentation, seed);
  }

  SampleRecipe augmentation(Augmentation changed) {
    return new SampleRecipe(
        set,
        train,
        test,
        preprocessing,
        labelCorruption,
        labelNoise,
        inputCorruption,
        changed,
        seed);
  }

  SampleRecipe seed(long changed) {
    return new SampleRecipe(
        set,
        train,
        test,
        preprocessing,
        labelCorruption,
        labelNoise,
        inputCorruption,
        augmentation,
        changed);
  }

  DataRecipe build() {
    return new DataRecipe(
        set,
        train,
        test,
        preprocessing,
        labelCorruption,
        labelNoise,
        inputCorruption,
        augmentation,
        seed);
  }
}
