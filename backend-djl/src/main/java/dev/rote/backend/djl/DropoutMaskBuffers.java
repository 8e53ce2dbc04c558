package dev.rote.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.rote.api.Batches;
import dev.rote.api.DirectBuffers;
import dev.rote.api.LayerNode;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/** Memory for the harness's dropout masks, one buffer a layer, filled anew in every step. */
final class DropoutMaskBuffers {
  private final Map<String, ByteBuffer> buffers = new HashMap<>();

  /** Returns the mask of a layer in one step, {@code [batch, ...input]}, in that manager. */
  NDArray mask(NDManager owner, Batches batches, int step, LayerNode dropout) {
    Shape shape = shape(batches.batchSize(), dropout.input());
    ByteBuffer buffer =
        buffers.computeIfAbsent(
            dropout.name(),
            name -> DirectBuffers.bytes(Math.toIntExact(shape.size() * Float.BYTES)));
    batches.dropoutMask(step, dropout, buffer.asFloatBuffer());
    return owner.create(buffer, shape, DataType.FLOAT32);
  }

  private static Shape shape(int batch, dev.rote.api.Shape example) {
    return new Shape(
        LongStream.concat(LongStream.of(batch), LongStream.of(example.toLongArray())).toArray());
  }
}
