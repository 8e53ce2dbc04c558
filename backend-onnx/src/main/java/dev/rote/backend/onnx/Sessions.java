package dev.rote.backend.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.rote.api.Device;
import dev.rote.api.Model;
import dev.rote.api.TrainingPlan;
import dev.rote.backend.onnx.graph.Graphs;
import dev.rote.backend.onnx.graph.Kernels;
import java.nio.file.Path;
import java.util.Optional;

/** Opens graphs on a device. */
final class Sessions {
  /** The one of the process; it prints errors and nothing else. */
  static final OrtEnvironment ENVIRONMENT =
      OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "rote");

  private final Device device;
  private final int threads;
  private final Kernels kernels;
  private final Optional<Path> profile;

  Sessions(Device device, int threads, Kernels kernels) {
    this(device, threads, kernels, Optional.empty());
  }

  /**
   * @param kernels what graphs may use beyond the standard operators
   * @param profile beginning of the path of a file to which a session, when it is closed, writes
   *     which provider executed each node and how long that took
   */
  Sessions(Device device, int threads, Kernels kernels, Optional<Path> profile) {
    this.device = device;
    this.threads = threads;
    this.kernels = kernels;
    this.profile = profile;
  }

  /** Returns one training step, ready to run. */
  OrtSession openStep(TrainingPlan plan) {
    return open(Graphs.trainingStep(plan, kernels, Optional.empty()));
  }

  /** Returns several training steps, ready to run. */
  OrtSession openLoop(TrainingPlan plan) {
    return open(Graphs.trainingLoop(plan, kernels));
  }

  /** Returns a model's predictions, ready to run. */
  OrtSession openPrediction(Model model) {
    return open(Graphs.prediction(model, kernels, Optional.empty()));
  }

  private OrtSession open(ModelProto model) {
    return OrtFailure.unchecked(() -> {
      try (SessionOptions options = options()) {
        return ENVIRONMENT.createSession(model.toByteArray(), options);
      }
    });
  }

  private SessionOptions options() throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    // One block planned for all tensors of a run takes a quarter more and is no faster.
    options.setMemoryPatternOptimization(false);
    if (profile.isPresent()) {
      options.enableProfiling(profile.get().toString());
    }
    ExecutionProvider.of(device.kind()).addTo(options, device);
    return options;
  }
}
