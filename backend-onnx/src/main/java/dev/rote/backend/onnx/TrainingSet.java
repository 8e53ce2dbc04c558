package dev.rote.backend.onnx;

import ai.onnxruntime.OnnxTensor;
import dev.rote.api.Examples;
import dev.rote.api.Images;

/** The resident training set, in the harness's own memory: the graph of a step selects its rows. */
final class TrainingSet implements AutoCloseable {
  private final Examples examples;
  private final OnnxTensor images;
  private final OnnxTensor labels;

  TrainingSet(Examples examples) {
    this.examples = examples;
    Images all = examples.images();
    images = Tensors.of(all.values(), Tensors.extents(all.shape(), all.count()));
    labels = Tensors.of(examples.labels(), all.count());
  }

  Examples examples() {
    return examples;
  }

  /** Returns {@code [n, c, h, w]}. */
  OnnxTensor images() {
    return images;
  }

  /** Returns {@code [n]}. */
  OnnxTensor labels() {
    return labels;
  }

  @Override
  public void close() {
    images.close();
    labels.close();
  }
}
