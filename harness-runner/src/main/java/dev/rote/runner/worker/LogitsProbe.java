package dev.rote.runner.worker;

import dev.rote.api.DirectBuffers;
import dev.rote.api.Images;
import dev.rote.api.Trainer;
import dev.rote.runner.data.PreparedData;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** The images whose logits are compared: the first of the training set and of the test set. */
final class LogitsProbe {
  /** Enough that every class is likely among them, and few enough for an oracle. */
  private static final int IMAGES = 16;

  private final int classes;
  private final List<Images> images = new ArrayList<>();
  private final FloatBuffer logits;

  LogitsProbe(PreparedData data, int classes) {
    this.classes = classes;
    add(data.train().images());
    add(data.test().images());
    logits = DirectBuffers.floats(IMAGES * classes);
  }

  private void add(Images set) {
    if (set.count() > 0) {
      images.add(set.slice(0, Math.min(IMAGES, set.count())));
    }
  }

  /** Returns what a trainer predicts for them, set by set, {@code [images, classes]}. */
  List<Float> predict(Trainer trainer) {
    List<Float> predicted = new ArrayList<>();
    for (Images part : images) {
      int count = part.count() * classes;
      trainer.predict(part, logits.slice(0, count));
      for (int i = 0; i < count; i++) {
        predicted.add(logits.get(i));
      }
    }
    return predicted;
  }
}
