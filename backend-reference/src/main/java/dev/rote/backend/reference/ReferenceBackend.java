package dev.rote.backend.reference;

import dev.rote.api.Availability;
import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.DeviceUnavailableException;
import dev.rote.api.Launch;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The entry in {@code META-INF/services}: plain Java, float64, every layer, {@code cpu} only. */
public final class ReferenceBackend implements Backend {
  /**
   * The activations of a training step are on the heap, in float64: it may have most of the memory.
   * A share and no figure, because a JVM starts with a share under every limit of the system, and
   * with a figure not.
   */
  private static final Launch LAUNCH = new Launch(Map.of(), List.of("-XX:MaxRAMPercentage=60"));

  /** Used by {@link java.util.ServiceLoader}. */
  public ReferenceBackend() {}

  @Override
  public int apiVersion() {
    return API_VERSION;
  }

  @Override
  public String id() {
    return "reference";
  }

  /** Returns the version in the jar's manifest, or {@code development} outside a jar. */
  @Override
  public String version() {
    return Optional.ofNullable(ReferenceBackend.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public boolean oracle() {
    return true;
  }

  @Override
  public Set<DeviceKind> devices() {
    return Set.of(DeviceKind.CPU);
  }

  @Override
  public Launch launch(Device device, int threads) {
    return LAUNCH;
  }

  @Override
  public Availability probe(Device device) {
    return runsOn(device)
        ? new Availability.Available("Java " + Runtime.version(), "float64 on one thread")
        : new Availability.Unavailable(otherDevice(device));
  }

  @Override
  public Trainer open(TrainingPlan plan, Parameters initial) {
    if (!runsOn(plan.device())) {
      throw new DeviceUnavailableException(otherDevice(plan.device()));
    }
    return new ReferenceTrainer(plan, initial);
  }

  private boolean runsOn(Device device) {
    return devices().contains(device.kind());
  }

  private String otherDevice(Device device) {
    return "the backend %s has no code for the device %s: use cpu".formatted(id(), device);
  }
}
