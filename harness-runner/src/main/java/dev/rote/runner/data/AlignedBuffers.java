package dev.rote.runner.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Direct buffers in the machine's byte order that start at a multiple of 64 bytes. */
final class AlignedBuffers {
  /** A cache line, and the widest vector. */
  static final int ALIGNMENT = 64;

  private AlignedBuffers() {}

  static FloatBuffer floats(int count) {
    return bytes(Math.multiplyExact(count, Float.BYTES)).asFloatBuffer();
  }

  static IntBuffer ints(int count) {
    return bytes(Math.multiplyExact(count, Integer.BYTES)).asIntBuffer();
  }

  /** Aligning cuts from both ends, so that the room for it must itself end aligned. */
  static ByteBuffer bytes(int count) {
    int rounded = Math.multiplyExact(Math.ceilDiv(count, ALIGNMENT), ALIGNMENT);
    return ByteBuffer.allocateDirect(Math.addExact(rounded, ALIGNMENT))
        .alignedSlice(ALIGNMENT)
        .slice(0, count)
        .order(ByteOrder.nativeOrder());
  }
}
