package dev.rote.api;

import static java.util.Objects.requireNonNull;

import java.nio.IntBuffer;

/**
 * Images and the label of each.
 *
 * @param images n images
 * @param labels {@code [n]}, each a class from 0; direct, in the machine's byte order, read-only
 */
public record Examples(Images images, IntBuffer labels) {
  public Examples {
    requireNonNull(images, "images is null");
    if (labels.capacity() != images.count()) {
      throw new IllegalArgumentException(
          "there are " + images.count() + " images, but " + labels.capacity() + " labels");
    }
    labels = labels.asReadOnlyBuffer().clear();
  }

  /** Returns the number of examples, n. */
  public int count() {
    return images.count();
  }
}
