package dev.rote.backend.onnx;

import ai.onnxruntime.OnnxTensor;
import dev.rote.api.Batches;
import dev.rote.api.DirectBuffers;
import dev.rote.api.Examples;
import dev.rote.api.Shape;
import dev.rote.backend.onnx.graph.Names;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Map;

/** Memory for the examples of some batches, in their order, filled anew for every call. */
final class SelectedRows implements AutoCloseable {
  private final int steps;
  private final int batchSize;
  private final Shape shape;
  private final FloatBuffer values;
  private final IntBuffer classes;
  private final OnnxTensor images;
  private final OnnxTensor labels;
  private final OnnxTensor indices;

  /**
   * @param shape of an image
   */
  SelectedRows(int steps, int batchSize, Shape shape) {
    this.steps = steps;
    this.batchSize = batchSize;
    this.shape = shape;
    int count = Math.multiplyExact(steps, batchSize);
    values = DirectBuffers.floats(Math.multiplyExact(count, shape.size()));
    classes = DirectBuffers.ints(count);
    images = Tensors.of(values, Tensors.extents(shape, count));
    labels = Tensors.of(classes, count);
    indices = Tensors.of(range(count), steps, batchSize);
  }

  /** Returns whether there is room for exactly these batches of such images. */
  boolean fits(Batches batches, Shape image) {
    return batches.steps() == steps && batches.batchSize() == batchSize && image.equals(shape);
  }

  /** Returns the rows of these batches by the names of a loop's inputs, until the next call. */
  Map<String, OnnxTensor> of(Examples examples, Batches batches) {
    int size = shape.size();
    for (int row = 0; row < batches.indices().capacity(); row++) {
      int index = batches.indices().get(row);
      values.put(row * size, examples.images().values(), index * size, size);
      classes.put(row, examples.labels().get(index));
    }
    return Map.of(Names.IMAGES, images, Names.LABELS, labels, Names.INDICES, indices);
  }

  @Override
  public void close() {
    images.close();
    labels.close();
    indices.close();
  }

  private static IntBuffer range(int count) {
    IntBuffer range = DirectBuffers.ints(count);
    for (int i = 0; i < count; i++) {
      range.put(i, i);
    }
    return range;
  }
}
