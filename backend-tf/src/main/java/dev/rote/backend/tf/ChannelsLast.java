package dev.rote.backend.tf;

/**
 * The two orders of the values of a tensor: {@code [outer, channels, height, width]} outside and
 * {@code [height, width, channels, outer]} in TensorFlow, whose kernels for the processor want
 * channels last. That is one rule for all: a convolution's kernels are {@code [out, in, h, w]}; a
 * dense layer that follows a flatten of {@code [c, h, w]} has weights {@code [out, c, h, w]}, so
 * that its rows are permuted rather than every batch transposed; an image has an outer extent of 1;
 * and without height and width it is the transpose of {@code [out, in]}.
 */
record ChannelsLast(int outer, int channels, int height, int width) {
  /** Returns the order of a list, which is the same on both sides. */
  static ChannelsLast vector(int size) {
    return new ChannelsLast(1, size, 1, 1);
  }

  /** Returns whether both orders are the same. */
  private boolean unchanged() {
    return outer == 1 && (channels == 1 || height * width == 1);
  }

  int size() {
    return outer * channels * height * width;
  }

  /** Returns the values in TensorFlow's order. */
  float[] fromCanonical(float[] canonical) {
    float[] values = new float[size()];
    fromCanonical(canonical, values);
    return values;
  }

  /** Puts the values into TensorFlow's order, in another array of the same size. */
  void fromCanonical(float[] canonical, float[] values) {
    if (unchanged()) {
      System.arraycopy(canonical, 0, values, 0, size());
      return;
    }
    int positions = height * width;
    int from = 0;
    for (int o = 0; o < outer; o++) {
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < positions; p++) {
          values[(p * channels + c) * outer + o] = canonical[from++];
        }
      }
    }
  }

  /** Returns the values in the order of the world outside. */
  float[] toCanonical(float[] values) {
    float[] canonical = new float[size()];
    int positions = height * width;
    int to = 0;
    for (int o = 0; o < outer; o++) {
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < positions; p++) {
          canonical[to++] = values[(p * channels + c) * outer + o];
        }
      }
    }
    return canonical;
  }
}
