package dev.rote.backend.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;

/** What in ONNX Runtime executes the nodes of a graph. */
enum ExecutionProvider {
  /** ONNX Runtime's own kernels. */
  CPU {
    @Override
    void addTo(SessionOptions options, Device device) {
      // It is always there.
    }
  },
  /** oneDNN, formerly DNNL; what it has no kernel for, ONNX Runtime's own ones execute. */
  DNNL {
    @Override
    void addTo(SessionOptions options, Device device) throws OrtException {
      // oneDNN's threads are OpenMP's: those of ONNX Runtime must not keep the processor from them.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      BytedecoDnnl.addTo(options);
    }
  },
  /** NVIDIA's cuDNN and cuBLAS. */
  CUDA {
    @Override
    void addTo(SessionOptions options, Device device) throws OrtException {
      options.addCUDA(device.ordinal());
    }
  };

  /** Makes it the first choice for every node. */
  abstract void addTo(SessionOptions options, Device device) throws OrtException;

  static ExecutionProvider of(DeviceKind kind) {
    return switch (kind) {
      case CPU -> CPU;
      case ONEDNN -> DNNL;
      case CUDA -> CUDA;
    };
  }
}
