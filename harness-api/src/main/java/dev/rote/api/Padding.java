package dev.rote.api;

/**
 * SAME padding along one axis, in TensorFlow's sense: the output has {@code ceil(input / stride)}
 * elements, and where the padding is odd the extra element goes at the end. Convolutions pad with
 * zeros, max-pools with minus infinity.
 *
 * @param before elements added before the first one
 * @param after elements added after the last one
 * @param output elements of the output
 */
public record Padding(int before, int after, int output) {
  /** Returns the padding of {@code input} elements for that window and stride. */
  public static Padding same(int input, int window, int stride) {
    int output = (input + stride - 1) / stride;
    int total = Math.max((output - 1) * stride + window - input, 0);
    return new Padding(total / 2, total - total / 2, output);
  }
}
