package dev.rote.runner.suite.yaml;

import dev.rote.api.DirectBuffers;
import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Shape;
import dev.rote.runner.suite.DataSpec;
import dev.rote.runner.suite.ModelSpec;
import java.util.List;

/** Reads batch sizes, which the training set and the dropout masks of the models must allow. */
final class BatchSizeReader {
  private final DataSpec data;
  private final List<ModelSpec> models;
  private final Shape images;

  /**
   * @param images shape of one image after preprocessing, which the models fit
   */
  BatchSizeReader(DataSpec data, List<ModelSpec> models, Shape images) {
    this.data = data;
    this.models = models;
    this.images = images;
  }

  int read(Field field) {
    int size = field.integer(1, data.train(), "the number of training images");
    for (ModelSpec model : models) {
      for (LayerNode node : model.derive(images).allNodes()) {
        if (node.layer() instanceof Layer.Dropout) {
          requireMask(field, size, model, node);
        }
      }
    }
    return size;
  }

  /** A trainer gets the mask of a step in one buffer. */
  private static void requireMask(Field field, int size, ModelSpec model, LayerNode dropout) {
    int most = DirectBuffers.MOST_ELEMENTS / dropout.input().size();
    if (size > most) {
      throw field.error(
          "%s is %d, but the mask of the layer %s of the model %s has %d values for every example and may have %d in all: allowed is a whole number from 1 to %d"
              .formatted(
                  field.name(),
                  size,
                  dropout.name(),
                  model.name(),
                  dropout.input().size(),
                  DirectBuffers.MOST_ELEMENTS,
                  most));
    }
  }
}
