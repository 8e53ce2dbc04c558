package dev.rote.testkit.scenario;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Direct buffers in the machine's byte order, which is what the API promises to a backend. */
public final class Direct {
  private Direct() {}

  /** Returns a buffer of zeros. */
  public static FloatBuffer floats(int elements) {
    return allocate(elements).asFloatBuffer();
  }

  /** Returns a buffer of zeros. */
  public static IntBuffer ints(int elements) {
    return allocate(elements).asIntBuffer();
  }

  /** Returns a buffer with these values. */
  public static IntBuffer ints(int[] values) {
    return ints(values.length).put(0, values);
  }

  private static ByteBuffer allocate(int elements) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(elements, Float.BYTES))
        .order(ByteOrder.nativeOrder());
  }
}
