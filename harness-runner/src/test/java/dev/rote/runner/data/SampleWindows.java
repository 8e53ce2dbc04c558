package dev.rote.runner.data;

import dev.rote.api.DirectBuffers;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Objects;

/**
 * Examples in several windows, of which only one is in memory at a time, as those of a set that is
 * larger than the memory would be.
 */
final class SampleWindows implements TrainingData {
  private final Examples all;
  private final List<Integer> sizes;
  private final boolean freshEveryEpoch;
  private final FloatBuffer values;
  private final IntBuffer labels;

  /**
   * @param sizes of the windows, together as many as there are examples
   */
  SampleWindows(Examples all, List<Integer> sizes, boolean freshEveryEpoch) {
    this.all = all;
    this.sizes = sizes;
    this.freshEveryEpoch = freshEveryEpoch;
    int largest = sizes.stream().mapToInt(Integer::intValue).max().orElseThrow();
    this.values = DirectBuffers.floats(largest * all.images().shape().size());
    this.labels = DirectBuffers.ints(largest);
  }

  @Override
  public int windows() {
    return sizes.size();
  }

  @Override
  public int size(int window) {
    return sizes.get(window);
  }

  @Override
  public boolean freshEveryEpoch() {
    return freshEveryEpoch;
  }

  @Override
  public Window window(int epoch, int index) {
    Objects.checkIndex(index, windows());
    int first = sizes.stream().limit(index).mapToInt(Integer::intValue).sum();
    long id = freshEveryEpoch ? (long) epoch * windows() + index : index;
    return new Window(id, index, load(first, size(index)));
  }

  private Examples load(int first, int count) {
    int image = all.images().shape().size();
    values.put(0, all.images().values(), first * image, count * image);
    labels.put(0, all.labels(), first, count);
    return new Examples(
        new Images(count, all.images().shape(), values.slice(0, count * image)),
        labels.slice(0, count));
  }
}
