package dev.rote.runner.data;

import dev.rote.api.Examples;

/** Takes prepared examples apart, and computes by other means what they should be. */
final class ExampleValues {
  private static final int PIXELS = 28 * 28;

  private ExampleValues() {}

  /** Returns a part of a CIFAR-10 image, which is 0 where it reaches over the edges. */
  static float[] window(byte[] stored, int crop, int top, int left, boolean flipped) {
    float[] window = new float[3 * crop * crop];
    for (int i = 0; i < window.length; i++) {
      int x = i % crop;
      int y = i / crop % crop;
      int channel = i / (crop * crop);
      int column = left + (flipped ? crop - 1 - x : x);
      int row = top + y;
      boolean inside = Math.min(row, column) >= 0 && Math.max(row, column) < 32;
      window[i] = inside ? Byte.toUnsignedInt(stored[(channel * 32 + row) * 32 + column]) : 0;
    }
    return window;
  }

  static float[] permuted(float[] image, int[] permutation) {
    float[] result = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      result[i] = image[i / PIXELS * PIXELS + permutation[i % PIXELS]];
    }
    return result;
  }

  static float[] floats(byte[] stored) {
    float[] result = new float[stored.length];
    for (int i = 0; i < stored.length; i++) {
      result[i] = Byte.toUnsignedInt(stored[i]);
    }
    return result;
  }

  static float[] image(Examples examples, int index) {
    float[] image = new float[examples.images().shape().size()];
    examples.images().values().get(index * image.length, image);
    return image;
  }

  static float[] all(Examples examples) {
    float[] values = new float[examples.images().values().capacity()];
    examples.images().values().get(0, values);
    return values;
  }

  static int[] labels(Examples examples) {
    int[] labels = new int[examples.count()];
    examples.labels().get(0, labels);
    return labels;
  }

  static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  static double deviation(float[] values) {
    double mean = mean(values);
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / values.length);
  }
}
