package dev.rote.backend.onnx;

import ai.onnxruntime.OnnxTensor;
import dev.rote.api.Batches;
import dev.rote.api.LayerNode;
import dev.rote.backend.onnx.graph.Names;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The harness's dropout masks, a tensor for each layer, filled anew in every step. */
final class DropoutMaskTensors implements AutoCloseable {
  private final List<LayerNode> layers;
  private final List<FloatBuffer> buffers = new ArrayList<>();
  private final Map<String, OnnxTensor> tensors = new HashMap<>();

  DropoutMaskTensors(List<LayerNode> layers, int batchSize) {
    this.layers = layers;
    for (LayerNode layer : layers) {
      FloatBuffer buffer = Tensors.allocate((long) batchSize * layer.input().size());
      buffers.add(buffer);
      tensors.put(Names.mask(layer), Tensors.of(buffer, Tensors.batch(batchSize, layer.input())));
    }
  }

  /** Returns the masks of one step by the names of the inputs, until the next call. */
  Map<String, OnnxTensor> fill(Batches batches, int step) {
    for (int i = 0; i < layers.size(); i++) {
      batches.dropoutMask(step, layers.get(i), buffers.get(i));
    }
    return tensors;
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
  }
}
