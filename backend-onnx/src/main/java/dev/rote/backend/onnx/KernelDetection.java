package dev.rote.backend.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.rote.api.DeviceKind;
import dev.rote.api.DirectBuffers;
import dev.rote.backend.onnx.graph.KernelProbes;
import dev.rote.backend.onnx.graph.Kernels;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out what the build of ONNX Runtime in this process has beyond the standard operators, by
 * trying it: versions and names of builds say nothing about it.
 */
final class KernelDetection {
  /** What was found, once: a process has one build and keeps it. */
  private static final Map<DeviceKind, Kernels> FOUND = new ConcurrentHashMap<>();

  private KernelDetection() {}

  /** Returns what is there and of use on such a device. Only the first call tries it. */
  static Kernels of(DeviceKind kind) {
    return FOUND.computeIfAbsent(kind, KernelDetection::detect);
  }

  /** Tries what is there and of use on such a device. */
  static Kernels detect(DeviceKind kind) {
    return switch (kind) {
      case CPU -> new Kernels(channelBlock(), hasGradients());
      // Convolutions are for oneDNN, which knows the standard operator.
      case ONEDNN -> new Kernels(0, hasGradients());
      // Not tried on a GPU.
      case CUDA -> Kernels.STANDARD;
    };
  }

  private static int channelBlock() {
    int pixels = 2;
    FloatBuffer image = DirectBuffers.floats(KernelProbes.CHANNELS * pixels);
    image.put(1, 1);
    try (OrtSession session = open(KernelProbes.reordering());
        OnnxTensor x = Tensors.of(image, 1, KernelProbes.CHANNELS, 1, pixels);
        OrtSession.Result result = session.run(Map.of(KernelProbes.INPUT, x))) {
      FloatBuffer reordered = Tensors.output(result, KernelProbes.OUTPUT).getFloatBuffer();
      for (int i = 2; i < KernelProbes.CHANNELS; i++) {
        if (reordered.get(i) == 1) {
          return i;
        }
      }
      return 0;
    } catch (OrtException e) {
      return 0;
    }
  }

  private static boolean hasGradients() {
    try (OrtSession session = open(KernelProbes.gradients());
        OrtSession.Result result = session.run(Map.of())) {
      return result.size() == 1;
    } catch (OrtException e) {
      return false;
    }
  }

  private static OrtSession open(ModelProto model) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      return Sessions.ENVIRONMENT.createSession(model.toByteArray(), options);
    }
  }
}
