package dev.rote.backend.onnx;

import dev.rote.backend.onnx.graph.Kernels;
import dev.rote.testkit.TestDevice;

/** Opens what is detected to the tests of graphs. */
public final class InstalledKernels {
  private InstalledKernels() {}

  /** Returns what the build of ONNX Runtime on the class path has for the device of the tests. */
  public static Kernels here() {
    return KernelDetection.of(TestDevice.ofThisRun().kind());
  }
}
