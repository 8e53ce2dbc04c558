package dev.rote.runner.analysis.comparison;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.rote.api.Device;
import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.SpeedKey;

/**
 * What two runs have the same of a row, so that the rows can be compared.
 *
 * @param what the experiment's id, or of a speed the model and its batch
 * @param backend its id, without the name of a build where two builds are compared
 * @param device where it ran
 * @param model of the experiment, or of the speed
 */
public record RowKey(String what, String backend, Device device, @JsonIgnore String model) {
  public RowKey {
    requireNonNull(what, "what is null");
    requireNonNull(backend, "backend is null");
    requireNonNull(device, "device is null");
    requireNonNull(model, "model is null");
  }

  /**
   * Returns what runs have the same of a cell.
   *
   * @param backend its id, without the name of a build where two builds are compared
   */
  public static RowKey of(CellKey cell, String backend) {
    return new RowKey(cell.experiment(), backend, cell.device(), cell.model());
  }

  /**
   * Returns what runs have the same of a row.
   *
   * @param backend its id, without the name of a build where two builds are compared
   */
  public static RowKey of(SpeedKey speed, String backend) {
    return new RowKey(
        "%s, batch %d".formatted(speed.model(), speed.batch()),
        backend,
        speed.device(),
        speed.model());
  }

  /** Returns whether a row of speed is that of a row of learning. */
  boolean sharesSpeed(RowKey other) {
    return model.equals(other.model)
        && backend.equals(other.backend)
        && device.equals(other.device);
  }

  /** Returns {@code mlp-1x512, batch 128 on tensorflow cpu}. */
  @Override
  public String toString() {
    return what + " on " + backend + " " + device;
  }
}
