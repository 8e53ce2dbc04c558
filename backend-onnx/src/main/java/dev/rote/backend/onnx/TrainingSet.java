package dev.rote.backend.onnx;

import ai.onnxruntime.OnnxTensor;
import dev.rote.api.Examples;

/** The resident training set, in the harness's own memory: the graph selects its rows. */
final class TrainingSet implements AutoCloseable {
  // Kept, because the tensors do not keep the harness's memory alive.
  private final Examples examples;
  private final OnnxTensor images;
  private final OnnxTensor labels;

  TrainingSet(Examples examples) {
    this.examples = examples;
    images =
        Tensors.of(
            examples.images().values(), Tensors.batch(examples.count(), examples.images().shape()));
    labels = Tensors.of(examples.labels(), examples.count());
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
