package dev.rote.api;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The extent of a tensor along each axis, without the batch axis where there would be one: {@code
 * [3, 28, 28]} for an image, {@code [512]} for features, {@code [out, in]} for dense weights.
 *
 * @param dimensions one or more extents, each 1 or more
 */
public record Shape(List<Integer> dimensions) {
  public Shape {
    dimensions = List.copyOf(dimensions);
    if (dimensions.isEmpty()) {
      throw new IllegalArgumentException("a shape needs at least one dimension");
    }
    for (int extent : dimensions) {
      if (extent < 1) {
        throw new IllegalArgumentException(
            "the shape " + dimensions + " has the extent " + extent + ", allowed is 1 or more");
      }
    }
  }

  /** Returns the shape with these extents. */
  public static Shape of(int... dimensions) {
    return new Shape(Arrays.stream(dimensions).boxed().toList());
  }

  /** Returns the number of axes. */
  public int rank() {
    return dimensions.size();
  }

  /** Returns the extent along that axis, counted from 0. */
  public int get(int axis) {
    return dimensions.get(axis);
  }

  /**
   * Returns the number of elements.
   *
   * @throws ArithmeticException if it is over {@link Integer#MAX_VALUE}
   */
  public int size() {
    int size = 1;
    for (int extent : dimensions) {
      size = Math.multiplyExact(size, extent);
    }
    return size;
  }

  /** Returns the extents, as frameworks take them. */
  public long[] toLongArray() {
    return dimensions.stream().mapToLong(Integer::longValue).toArray();
  }

  /** Returns {@code [3, 28, 28]}. */
  @Override
  public String toString() {
    return dimensions.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }
}
