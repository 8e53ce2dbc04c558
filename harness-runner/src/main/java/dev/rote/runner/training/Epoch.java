package dev.rote.runner.training;

import dev.rote.api.Batches;
import dev.rote.api.DropoutMasks;
import dev.rote.api.Model;
import dev.rote.runner.random.RandomStream;
import java.nio.IntBuffer;

/**
 * The batches of one window of an epoch: a permutation of the window, cut into full batches; the
 * incomplete last one is dropped. The permutation comes from {@code RandomStream.of(seed, "order",
 * epoch)} for the first window, which is the only one of a set that fits into memory, and from
 * {@code RandomStream.of(seed, "order", epoch, window)} for those after it.
 */
public final class Epoch {
  private final Model model;
  private final long seed;
  private final int number;
  private final int firstStep;
  private final int batchSize;
  private final int steps;
  private final IntBuffer indices;

  /**
   * Plans a window of an epoch of a model's training.
   *
   * @param seed of the experiment
   * @param number of the epoch, counted from 0
   * @param window of the epoch, counted from 0
   * @param firstStep steps of the epoch in the windows before
   * @param batchSize examples of each step; the experiment's own or, to measure throughput, another
   * @param storage receives the indices; direct, one element for every example of the window
   */
  public Epoch(
      Model model,
      long seed,
      int number,
      int window,
      int firstStep,
      int batchSize,
      IntBuffer storage) {
    int examples = storage.capacity();
    this.model = model;
    this.seed = seed;
    this.number = number;
    this.firstStep = firstStep;
    this.batchSize = batchSize;
    this.steps = examples / batchSize;
    if (steps == 0) {
      throw new IllegalArgumentException(
          "the training set has %d examples, which is no full batch of %d: take a smaller batch or more examples"
              .formatted(examples, batchSize));
    }
    int[] permutation = order(window).permutation(examples);
    this.indices = storage.put(0, permutation, 0, steps * batchSize).slice(0, steps * batchSize);
  }

  /** Plans the epoch of a set that is a single window. */
  public Epoch(Model model, long seed, int number, int batchSize, IntBuffer storage) {
    this(model, seed, number, 0, 0, batchSize, storage);
  }

  private RandomStream order(int window) {
    return window == 0
        ? RandomStream.of(seed, "order", number)
        : RandomStream.of(seed, "order", number, window);
  }

  /** Returns the number of steps: full batches of the window. */
  public int steps() {
    return steps;
  }

  /** Adds all indices, {@code int32[steps, batch]}, to the hash of the epoch's order. */
  public void addTo(TensorHash order) {
    order.add(indices, steps, batchSize);
  }

  /** Returns the batches of {@code count} steps, from {@code first} on, with their masks drawn. */
  public Batches batches(int first, int count) {
    DropoutMasks masks =
        PlannedMasks.draw(model, batchSize, seed, number, firstStep + first, count);
    return new Batches(
        count, batchSize, indices.slice(first * batchSize, count * batchSize), masks);
  }
}
