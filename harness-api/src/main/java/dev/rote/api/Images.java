package dev.rote.api;

import static java.util.Objects.requireNonNull;

import java.nio.FloatBuffer;

/**
 * Preprocessed images.
 *
 * @param count how many, n
 * @param shape of one, {@code [c, h, w]}
 * @param values {@code [n, c, h, w]} from index 0; direct, in the machine's byte order, read-only
 */
public record Images(int count, Shape shape, FloatBuffer values) {
  public Images {
    requireNonNull(shape, "shape is null");
    long expected = (long) count * shape.size();
    if (values.capacity() != expected) {
      throw new IllegalArgumentException(
          "%d images of %s are %d values, but the buffer has %d"
              .formatted(count, shape, expected, values.capacity()));
    }
    values = values.asReadOnlyBuffer().clear();
  }

  /** Returns {@code count} images from {@code first} on, as a view. */
  public Images slice(int first, int count) {
    return new Images(
        count, shape, values.slice(first * shape.size(), Math.multiplyExact(count, shape.size())));
  }
}
