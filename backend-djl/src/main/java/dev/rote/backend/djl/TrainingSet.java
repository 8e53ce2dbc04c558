package dev.rote.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import dev.rote.api.DirectBuffers;
import dev.rote.api.Examples;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.function.IntUnaryOperator;

/** The resident training set: on the processor the harness's own memory, on a GPU a copy there. */
final class TrainingSet implements AutoCloseable {
  private final Examples examples;
  private final NDArray rows;
  private final Shape images;
  private final Int64Buffer indices;
  private final Int64Buffer labels;

  /**
   * @param manager owns the set
   * @param batchSize examples of every batch
   */
  TrainingSet(NDManager manager, Examples examples, int batchSize) {
    // Kept, because the array below does not keep the harness's memory alive.
    this.examples = examples;
    rows = NativeMemory.rows(manager, examples.images());
    dev.rote.api.Shape shape = examples.images().shape();
    images = new Shape(batchSize, shape.get(0), shape.get(1), shape.get(2));
    indices = new Int64Buffer(new Shape(batchSize));
    labels = new Int64Buffer(new Shape(batchSize, 1));
  }

  /**
   * The examples of one step.
   *
   * @param images {@code [n, c, h, w]}
   * @param labels {@code [n, 1]}
   */
  record Batch(NDArray images, NDArray labels) {}

  /** Returns the examples with these indices, in arrays of that manager, until the next call. */
  Batch batch(NDManager owner, IntBuffer selected) {
    NDArray rowNumbers = indices.fill(owner, selected::get);
    // An embedding is a selection of rows by index, and the only one DJL exports without a detour.
    NDArray pixels =
        rowNumbers
            .getNDArrayInternal()
            .embedding(rowNumbers, rows, SparseFormat.DENSE)
            .head()
            .reshape(images);
    return new Batch(pixels, labels.fill(owner, i -> examples.labels().get(selected.get(i))));
  }

  @Override
  public void close() {
    rows.close();
  }

  /** Memory for indices, which PyTorch wants in 64 bits, filled anew in every step. */
  private static final class Int64Buffer {
    private final Shape shape;
    private final ByteBuffer bytes;
    private final LongBuffer values;

    Int64Buffer(Shape shape) {
      this.shape = shape;
      bytes = DirectBuffers.bytes(Math.toIntExact(shape.size() * Long.BYTES));
      values = bytes.asLongBuffer();
    }

    NDArray fill(NDManager owner, IntUnaryOperator value) {
      for (int i = 0; i < values.capacity(); i++) {
        values.put(i, value.applyAsInt(i));
      }
      return owner.create(bytes, shape, DataType.INT64);
    }
  }
}
