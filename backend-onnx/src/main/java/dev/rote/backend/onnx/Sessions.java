package dev.rote.backend.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.rote.api.Device;

/** Opens graphs on a device. */
final class Sessions {
  private final Device device;
  private final int threads;

  Sessions(Device device, int threads) {
    this.device = device;
    this.threads = threads;
  }

  /** Returns the graph, ready to run. */
  OrtSession open(ModelProto model) {
    return OrtFailure.unchecked(() -> {
      try (SessionOptions options = options()) {
        return environment().createSession(model.toByteArray(), options);
      }
    });
  }

  private static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "rote");
  }

  private SessionOptions options() throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    // Threads that wait by spinning take the processor from whoever else would use it.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    ExecutionProvider.of(device.kind()).addTo(options, device);
    return options;
  }
}
