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

  /**
   * Reads what {@link #toString} writes: {@code cpu}, {@code onednn}, {@code cuda}, {@code cuda:1}.
   *
   * @throws IllegalArgumentException if there is no such device; one sentence says what is allowed
   */
  public static Device parse(String text) {
    String[] parts = text.split(":", 2);
    DeviceKind kind =
        DeviceKind.byId(parts[0])
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "there is no device '%s', only %s".formatted(text, DeviceKind.ids())));
    try {
      return new Device(kind, parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is not a number of a %s device".formatted(parts[1], kind), e);
    }
  }

  /** Returns {@code cpu}, {@code onednn}, {@code cuda}, or {@code cuda:1} for a further GPU. */
  @Override
  public String toString() {
    return ordinal == 0 ? kind.id() : kind.id() + ":" + ordinal;
  }
}
