package dev.rote.backend.onnx.graph;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * A value in a graph.
 *
 * @param name unique in the graph
 * @param type of its elements
 * @param dimensions extents; a first one of {@link #ANY} is known only when the graph runs
 */
record Tensor(String name, ElementType type, List<Long> dimensions) {
  /** An extent that is known only when the graph runs. */
  static final long ANY = -1;

  Tensor {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    dimensions = List.copyOf(dimensions);
    for (int axis = 0; axis < dimensions.size(); axis++) {
      long extent = dimensions.get(axis);
      if (extent < 1 && !(axis == 0 && extent == ANY)) {
        throw new IllegalArgumentException("the tensor " + name + " is " + dimensions);
      }
    }
  }

  Tensor(String name, ElementType type, long... dimensions) {
    this(name, type, Arrays.stream(dimensions).boxed().toList());
  }

  int rank() {
    return dimensions.size();
  }

  long extent(int axis) {
    return dimensions.get(axis);
  }

  /** Returns the extents in an array that the caller may change. */
  long[] shape() {
    return dimensions.stream().mapToLong(Long::longValue).toArray();
  }

  /** Returns the number of elements; all extents must be known. */
  long size() {
    if (dimensions.contains(ANY)) {
      throw new IllegalStateException("the size of " + this + " is not known before it runs");
    }
    return dimensions.stream().reduce(1L, Math::multiplyExact);
  }
}
