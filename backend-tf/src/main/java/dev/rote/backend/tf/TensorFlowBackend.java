package dev.rote.backend.tf;

import dev.rote.api.Availability;
import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Launch;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** TensorFlow, driven from Java by TensorFlow-Java, in graph mode. */
public final class TensorFlowBackend implements Backend {
  /** Used by {@link java.util.ServiceLoader}. */
  public TensorFlowBackend() {}

  @Override
  public int apiVersion() {
    return API_VERSION;
  }

  @Override
  public String id() {
    return "tensorflow";
  }

  /** Returns the version in the jar's manifest, or {@code development} outside a jar. */
  @Override
  public String version() {
    return Optional.ofNullable(TensorFlowBackend.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public Set<DeviceKind> devices() {
    return EnumSet.allOf(DeviceKind.class);
  }

  @Override
  public Launch launch(Device device, int threads) {
    return new Launch(
        Map.of(
            TensorFlowRuntime.ONEDNN_SWITCH,
            TensorFlowRuntime.oneDnnSwitch(device.kind()),
            "TF_CPP_MIN_LOG_LEVEL",
            "1"),
        List.of("--enable-native-access=ALL-UNNAMED"));
  }

  @Override
  public Availability probe(Device device) {
    return new Availability.Unavailable("TODO");
  }

  @Override
  public Trainer open(TrainingPlan plan, Parameters initial) {
    return new TensorFlowTrainer(
        TensorFlowRuntime.start(plan.device(), plan.threads()), plan, initial);
  }
}
