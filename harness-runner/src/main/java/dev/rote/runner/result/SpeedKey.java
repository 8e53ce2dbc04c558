package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;

/**
 * Whose speed a result is: labels and seeds do not change it.
 *
 * @param model name of the network
 * @param batch examples of a batch
 * @param backend its id
 * @param device where it ran
 */
public record SpeedKey(String model, int batch, String backend, Device device) {
  public SpeedKey {
    requireNonNull(model, "model is null");
    requireNonNull(backend, "backend is null");
    requireNonNull(device, "device is null");
  }

  /** Returns whether it is the speed of that cell. */
  public boolean isOf(CellKey cell) {
    return model.equals(cell.model())
        && batch == cell.batch()
        && backend.equals(cell.backend())
        && device.equals(cell.device());
  }

  /** Returns {@code mlp-1x512, batch 128 on tensorflow cpu}. */
  @Override
  public String toString() {
    return model + ", batch " + batch + " on " + backend + " " + device;
  }
}
