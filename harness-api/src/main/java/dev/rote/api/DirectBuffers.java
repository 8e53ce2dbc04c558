package dev.rote.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Direct buffers of zeros in the machine's byte order that start at a multiple of 64 bytes: the
 * only kind that the harness hands to a backend. Allocate once and use again; nothing frees one in
 * time, as the heap is hardly used.
 */
public final class DirectBuffers {
  /** The most floats or integers that one buffer has room for. */
  public static final int MOST_ELEMENTS = 536_870_880;

  /** A cache line, and the widest vector. */
  private static final int ALIGNMENT = 64;

  private DirectBuffers() {}

  /** Returns room for so many floats. */
  public static FloatBuffer floats(int count) {
    return bytes(Math.multiplyExact(count, Float.BYTES)).asFloatBuffer();
  }

  /** Returns room for so many integers. */
  public static IntBuffer ints(int count) {
    return bytes(Math.multiplyExact(count, Integer.BYTES)).asIntBuffer();
  }

  /** Returns a buffer with a copy of these values. */
  public static IntBuffer ints(int[] values) {
    return ints(values.length).put(0, values);
  }

  /** Returns a buffer with a copy of these values. */
  public static FloatBuffer floats(float[] values) {
    return floats(values.length).put(0, values);
  }

  /**
   * Returns so many bytes. Aligning cuts from both ends, so that the room must itself end aligned.
   */
  public static ByteBuffer bytes(int count) {
    int rounded = Math.multiplyExact(Math.ceilDiv(count, ALIGNMENT), ALIGNMENT);
    return ByteBuffer.allocateDirect(Math.addExact(rounded, ALIGNMENT))
        .alignedSlice(ALIGNMENT)
        .slice(0, count)
        .order(ByteOrder.nativeOrder());
  }
}
