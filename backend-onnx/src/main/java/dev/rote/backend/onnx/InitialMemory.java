package dev.rote.backend.onnx;

import dev.rote.api.DirectBuffers;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Direct memory for initial parameters, which ONNX Runtime reads in the first step and never again.
 * It is kept for the next trainer of the process: the JVM gives direct memory back late, and the C
 * library keeps the holes.
 */
final class InitialMemory {
  private static final List<FloatBuffer> FREE = new ArrayList<>();

  private InitialMemory() {}

  /**
   * Returns memory with a copy of these values, the caller's until it {@linkplain #free frees} it.
   */
  static synchronized FloatBuffer of(float[] values) {
    for (int i = 0; i < FREE.size(); i++) {
      if (FREE.get(i).capacity() == values.length) {
        return FREE.remove(i).put(0, values);
      }
    }
    return DirectBuffers.floats(values);
  }

  /** Takes memory back. What no parameter of the latest trainer had the size of is forgotten. */
  static synchronized void free(List<FloatBuffer> memory) {
    FREE.clear();
    FREE.addAll(memory);
  }
}
