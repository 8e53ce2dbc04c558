package dev.rote.api;

import static java.util.Objects.requireNonNull;

/**
 * One device of a kind.
 *
 * @param kind what it is
 * @param ordinal which one of them, from 0; always 0 for {@code cpu} and {@code onednn}
 */
public record Device(DeviceKind kind, int ordinal) {
  public Device {
    requireNonNull(kind, "kind is null");
    if (ordinal < 0) {
      throw new IllegalArgumentException("ordinal is " + ordinal + ", allowed is 0 or more");
    }
    if (ordinal > 0 && kind != DeviceKind.CUDA) {
      throw new IllegalArgumentException(
          "ordinal is " + ordinal + ", but there is only one " + kind + " device, 0");
    }
  }

  /** Returns the first device of that kind. */
  public static Device first(DeviceKind kind) {
    return new Device(kind, 0);
  }

  /** Returns {@code cpu}, {@code onednn}, {@code cuda}, or {@code cuda:1} for a further GPU. */
  @Override
  public String toString() {
    return ordinal == 0 ? kind.id() : kind.id() + ":" + ordinal;
  }
}
