package dev.rote.backend.onnx;

import ai.onnxruntime.OnnxTensor;
import dev.rote.api.Batches;
import dev.rote.api.DirectBuffers;
import dev.rote.api.LayerNode;
import dev.rote.backend.onnx.graph.Names;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The harness's dropout masks, in memory that is filled anew for every run of a graph. */
final class DropoutMaskTensors implements AutoCloseable {
  private final List<LayerNode> layers;
  private final Map<String, FloatBuffer> buffers = new HashMap<>();
  private final Map<String, OnnxTensor> tensors = new HashMap<>();

  DropoutMaskTensors(List<LayerNode> layers) {
    this.layers = layers;
  }

  /** Returns the masks of one step by the names of the inputs, until the next call. */
  Map<String, OnnxTensor> of(Batches batches, int step) {
    for (LayerNode layer : layers) {
      FloatBuffer mask = buffer(layer, Tensors.extents(layer.input(), batches.batchSize()));
      batches.dropoutMask(step, layer, mask);
    }
    return tensors;
  }

  /** Returns the masks of all steps, with an axis for the steps, until the next call. */
  Map<String, OnnxTensor> of(Batches batches) {
    for (LayerNode layer : layers) {
      int size = Math.multiplyExact(batches.batchSize(), layer.input().size());
      FloatBuffer masks =
          buffer(layer, Tensors.extents(layer.input(), batches.steps(), batches.batchSize()));
      for (int step = 0; step < batches.steps(); step++) {
        batches.dropoutMask(step, layer, masks.slice(step * size, size));
      }
    }
    return tensors;
  }

  /** Returns the layer's memory, which becomes a tensor of these extents. */
  private FloatBuffer buffer(LayerNode layer, long[] extents) {
    int size = Math.toIntExact(Tensors.size(extents));
    FloatBuffer buffer = buffers.get(layer.name());
    if (buffer == null || buffer.capacity() != size) {
      buffer = DirectBuffers.floats(size);
      buffers.put(layer.name(), buffer);
      OnnxTensor old = tensors.put(Names.mask(layer), Tensors.of(buffer, extents));
      if (old != null) {
        old.close();
      }
    }
    return buffer;
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
  }
}
