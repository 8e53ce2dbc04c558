package dev.rote.runner.plan;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.api.Model;

/**
 * A model and batch size on a backend and device, whose throughput is measured. Corruption does not
 * change the work, so that one measurement stands for all of a model's experiments.
 *
 * @param batchSize examples of a training step
 * @param backend the backend's id
 * @param representative the model's first experiment, whose data and optimizer are used
 */
public record ThroughputCell(
    Model model, int batchSize, String backend, Device device, Experiment representative) {
  public ThroughputCell {
    requireNonNull(model, "model is null");
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize is " + batchSize + ", allowed is 1 or more");
    }
    requireNonNull(backend, "backend is null");
    requireNonNull(device, "device is null");
    requireNonNull(representative, "representative is null");
  }

  /** Returns an id that no other throughput cell of the run has. */
  public String id() {
    return model.name() + "/batch-" + batchSize + "/" + backend + "/" + device;
  }

  @Override
  public String toString() {
    return id();
  }
}
