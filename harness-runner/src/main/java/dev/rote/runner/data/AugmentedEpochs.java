package dev.rote.runner.data;

import dev.rote.api.DirectBuffers;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * The training examples of augmented epochs. Keeps the images as they are stored, one byte a value,
 * and one buffer for the epoch of the moment.
 */
final class AugmentedEpochs {
  private final Preparation preparation;
  private final byte[] stored;
  private final FloatBuffer values;
  private final Examples examples;

  AugmentedEpochs(Preparation preparation, IntBuffer labels) {
    this.preparation = preparation;
    this.stored = preparation.storedTrainingImages();
    int count = labels.capacity();
    this.values = DirectBuffers.floats(Math.multiplyExact(count, preparation.shape().size()));
    this.examples = new Examples(new Images(count, preparation.shape(), values), labels);
  }

  /** Returns the examples of an epoch, counted from 0, in the buffer of the epoch before. */
  Examples examples(int epoch) {
    preparation.augment(stored, epoch, values);
    return examples;
  }
}
