package dev.rote.runner.data;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Examples;
import dev.rote.api.Images;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * One load of a trainer: training examples that are in memory at the same time.
 *
 * @param id names the bytes: of the windows of one {@link TrainingData}, those with equal ids have
 *     equal examples, so that a trainer which has loaded one of them need not load the other
 * @param index which window of its epoch, counted from 0
 * @param examples one or more
 */
public record Window(long id, int index, Examples examples) {
  public Window {
    requireNonNull(examples, "examples is null");
    if (index < 0) {
      throw new IllegalArgumentException("index is " + index + ", allowed is 0 or more");
    }
    if (examples.count() < 1) {
      throw new IllegalArgumentException("a window has no examples, allowed is 1 or more");
    }
  }

  /**
   * Copies some of the examples.
   *
   * @param indices of the examples, n
   * @param values receives {@code [n, c, h, w]}; direct
   * @param labels receives {@code [n]}; direct
   * @return the copies, as views of the buffers
   */
  public Examples select(IntBuffer indices, FloatBuffer values, IntBuffer labels) {
    Images images = examples.images();
    int size = images.shape().size();
    for (int i = 0; i < indices.capacity(); i++) {
      values.put(i * size, images.values(), indices.get(i) * size, size);
      labels.put(i, examples.labels().get(indices.get(i)));
    }
    return new Examples(new Images(indices.capacity(), images.shape(), values), labels);
  }
}
