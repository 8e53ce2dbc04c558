package dev.rote.backend.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtSession;
import dev.rote.api.Availability;
import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.GraphExporter;
import dev.rote.api.Launch;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import dev.rote.backend.onnx.graph.Graphs;
import dev.rote.backend.onnx.graph.Kernels;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * ONNX Runtime. Its builds for Java cannot train, but they run a training step that is written as
 * an ordinary graph.
 */
public final class OnnxBackend implements Backend, GraphExporter {
  private static final List<String> JVM_OPTIONS = List.of("--enable-native-access=ALL-UNNAMED");

  /**
   * Since 1.29 Microsoft's build keeps an id of the device and a queue of events in the home of
   * whoever runs it, and works on them beside what is measured.
   */
  private static final Map<String, String> NO_TELEMETRY = Map.of("ORT_DISABLE_TELEMETRY", "1");

  @Override
  public int apiVersion() {
    return API_VERSION;
  }

  @Override
  public String id() {
    return "onnxruntime";
  }

  @Override
  public String version() {
    return Optional.ofNullable(OnnxBackend.class.getPackage().getImplementationVersion())
        .orElse("dev");
  }

  @Override
  public Set<DeviceKind> devices() {
    return EnumSet.allOf(DeviceKind.class);
  }

  /**
   * Returns how many threads OpenMP may have, which oneDNN's threads are. ONNX Runtime's own
   * threads are set when a session is opened.
   */
  @Override
  public Launch launch(Device device, int threads) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("OMP_NUM_THREADS", String.valueOf(threads));
    environment.putAll(NO_TELEMETRY);
    if (device.kind() == DeviceKind.CUDA) {
      environment.put("NVIDIA_TF32_OVERRIDE", "0");
    }
    return new Launch(environment, JVM_OPTIONS);
  }

  @Override
  public Availability probe(Device device) {
    return DeviceProbe.ofThisMachine().probe(device);
  }

  @Override
  public Trainer open(TrainingPlan plan, Parameters initial) {
    Kernels kernels = KernelDetection.of(plan.device().kind());
    Sessions sessions = new Sessions(plan.device(), plan.threads(), kernels);
    Steps steps =
        switch (plan.device().kind()) {
          // One session run for all steps of a call gives the same bits and no more speed here.
          case CPU, ONEDNN -> new SingleSteps(sessions, plan);
          case CUDA -> new LoopedSteps(sessions, plan);
        };
    OrtSession prediction = sessions.openPrediction(plan.model());
    return new OnnxTrainer(plan, steps, prediction, initial);
  }

  @Override
  public void exportGraphs(
      TrainingPlan plan, Parameters initial, Path trainingStep, Path prediction)
      throws IOException {
    write(Graphs.trainingStep(plan, Kernels.STANDARD, Optional.of(initial)), trainingStep);
    write(Graphs.prediction(plan.model(), Kernels.STANDARD, Optional.of(initial)), prediction);
  }

  private static void write(ModelProto model, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      model.writeTo(out);
    }
  }
}
