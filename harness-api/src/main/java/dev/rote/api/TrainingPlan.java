package dev.rote.api;

import static java.util.Objects.requireNonNull;

/**
 * What a trainer is opened for.
 *
 * @param model the network
 * @param device where it runs
 * @param threads how many threads the framework may use for one operation, 1 or more
 * @param batchSize examples in every training step and, at most, in a batch of predictions
 * @param loss what the steps make small
 * @param optimizer how a gradient changes the parameters
 */
public record TrainingPlan(
    Model model, Device device, int threads, int batchSize, Loss loss, Sgd optimizer) {
  public TrainingPlan {
    requireNonNull(model, "model is null");
    requireNonNull(device, "device is null");
    requireNonNull(loss, "loss is null");
    requireNonNull(optimizer, "optimizer is null");
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", allowed is 1 or more");
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize is " + batchSize + ", allowed is 1 or more");
    }
  }

  /** For the cross-entropy. */
  public TrainingPlan(Model model, Device device, int threads, int batchSize, Sgd optimizer) {
    this(model, device, threads, batchSize, Loss.CROSS_ENTROPY, optimizer);
  }
}
