package dev.rote.runner.worker;

import dev.rote.api.Batches;
import dev.rote.api.DropoutMasks;
import dev.rote.api.Model;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.random.RandomStream;
import java.nio.IntBuffer;

/**
 * The batches of one epoch: a permutation of the training set from {@code RandomStream.of(seed,
 * "order", epoch)}, cut into full batches; the incomplete last one is dropped.
 */
public final class Epoch {
  private final Model model;
  private final long seed;
  private final int number;
  private final int batchSize;
  private final int steps;
  private final IntBuffer indices;

  /**
   * Plans an epoch.
   *
   * @param number of the epoch, counted from 0
   * @param batchSize examples of each step; the experiment's own or, to measure throughput, another
   * @param storage receives the indices; direct, one element for every example of the training set
   */
  Epoch(Experiment experiment, int number, int batchSize, IntBuffer storage) {
    this(experiment.model(), experiment.seed(), number, batchSize, storage);
  }

  /**
   * Plans an epoch of a model's training.
   *
   * @param seed of the experiment
   * @param number of the epoch, counted from 0
   * @param batchSize examples of each step
   * @param storage receives the indices; direct, one element for every example of the training set
   */
  public Epoch(Model model, long seed, int number, int batchSize, IntBuffer storage) {
    int examples = storage.capacity();
    this.model = model;
    this.seed = seed;
    this.number = number;
    this.batchSize = batchSize;
    this.steps = examples / batchSize;
    if (steps == 0) {
      throw new IllegalArgumentException(
          "the training set has %d examples, which is no full batch of %d: take a smaller batch or more examples"
              .formatted(examples, batchSize));
    }
    int[] permutation = RandomStream.of(seed, "order", number).permutation(examples);
    this.indices = storage.put(0, permutation, 0, steps * batchSize).slice(0, steps * batchSize);
  }

  /** Returns the number of steps: full batches of the training set. */
  public int steps() {
    return steps;
  }

  /** Returns the hash of all indices of the epoch, {@code int32[steps, batch]}. */
  String hash() {
    return TensorHash.of(indices, steps, batchSize);
  }

  /** Returns the batches of {@code count} steps, from {@code first} on, with their masks drawn. */
  public Batches batches(int first, int count) {
    DropoutMasks masks = PlannedMasks.draw(model, batchSize, seed, number, first, count);
    return new Batches(
        count, batchSize, indices.slice(first * batchSize, count * batchSize), masks);
  }
}
