package dev.rote.backend.djl;

import ai.djl.ndarray.NDArray;

/** What a layer, or a sequence of them, does to a batch. */
@FunctionalInterface
interface Operation {
  /** Leaves the batch as it is. */
  Operation IDENTITY = (x, pass) -> x;

  /**
   * Returns the output.
   *
   * @param x {@code [n, ...input]}; the output belongs to its manager
   * @param pass for what the output is wanted
   */
  NDArray apply(NDArray x, Pass pass);

  /** Returns this operation followed by another. */
  default Operation then(Operation next) {
    return (x, pass) -> next.apply(apply(x, pass), pass);
  }
}
