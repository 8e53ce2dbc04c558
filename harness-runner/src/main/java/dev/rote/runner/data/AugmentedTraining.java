package dev.rote.runner.data;

import dev.rote.api.DirectBuffers;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Objects;

/**
 * Training examples that are augmented anew for every epoch: a window for each. Keeps the images as
 * they are stored, one byte a value, and one buffer, which has the window that was returned last.
 */
final class AugmentedTraining implements TrainingData {
  private final Preparation preparation;
  private final byte[] stored;
  private final FloatBuffer values;
  private final Examples examples;

  AugmentedTraining(Preparation preparation, IntBuffer labels) {
    this.preparation = preparation;
    this.stored = preparation.storedTrainingImages();
    int count = labels.capacity();
    this.values = DirectBuffers.floats(Math.multiplyExact(count, preparation.shape().size()));
    this.examples = new Examples(new Images(count, preparation.shape(), values), labels);
  }

  @Override
  public int windows() {
    return 1;
  }

  @Override
  public int size(int window) {
    Objects.checkIndex(window, windows());
    return examples.count();
  }

  @Override
  public boolean freshEveryEpoch() {
    return true;
  }

  @Override
  public Window window(int epoch, int index) {
    Objects.checkIndex(index, windows());
    preparation.augment(stored, epoch, values);
    return new Window(epoch, index, examples);
  }
}
