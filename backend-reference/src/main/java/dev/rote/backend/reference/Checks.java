package dev.rote.backend.reference;

import dev.rote.api.Batches;
import dev.rote.api.Images;
import dev.rote.api.Model;
import dev.rote.api.TrainingPlan;
import java.nio.Buffer;
import java.nio.IntBuffer;

/** Turns what would be a wrong result or an index out of bounds into a sentence. */
final class Checks {
  private Checks() {}

  static void shape(Images images, Model model) {
    if (!images.shape().equals(model.input())) {
      throw new IllegalArgumentException(
          "the images are %s, but the model %s takes %s"
              .formatted(images.shape(), model.name(), model.input()));
    }
  }

  static void labels(IntBuffer labels, Model model) {
    for (int i = 0; i < labels.capacity(); i++) {
      int label = labels.get(i);
      if (label < 0 || label >= model.classes()) {
        throw new IllegalArgumentException(
            "the label of example %d is %d, but the model %s has %d classes: allowed is 0 to %d"
                .formatted(i, label, model.name(), model.classes(), model.classes() - 1));
      }
    }
  }

  /** Looks at every index before the first step, so that no call stops half-way. */
  static void batches(Batches batches, TrainingPlan plan, int examples) {
    if (batches.batchSize() != plan.batchSize()) {
      throw new IllegalArgumentException(
          "the batches have %d examples each, but the trainer was opened for %d"
              .formatted(batches.batchSize(), plan.batchSize()));
    }
    for (int i = 0; i < batches.indices().capacity(); i++) {
      int index = batches.indices().get(i);
      if (index < 0 || index >= examples) {
        throw new IllegalArgumentException(
            "step %d uses example %d, but %d are loaded: allowed is 0 to %d"
                .formatted(i / batches.batchSize(), index, examples, examples - 1));
      }
    }
  }

  static void capacity(String name, Buffer buffer, long needed) {
    if (buffer.limit() < needed) {
      throw new IllegalArgumentException(
          "%d %s are to be written, but the buffer ends at %d"
              .formatted(needed, name, buffer.limit()));
    }
  }
}
