package dev.rote.api;

/** Whether a backend can run on a device of this machine. */
public sealed interface Availability {
  /**
   * It can.
   *
   * @param framework the framework's name and version, such as {@code PyTorch 2.7.1}
   * @param detail what else a reader of the report should know, such as the name of the GPU; may be
   *     empty, never null
   */
  record Available(String framework, String detail) implements Availability {
    public Available {
      requireText(framework, "framework");
      if (detail == null) {
        throw new NullPointerException("detail is null");
      }
    }
  }

  /**
   * It cannot.
   *
   * @param reason one sentence that says what is missing and, where something can be done, what to
   *     do
   */
  record Unavailable(String reason) implements Availability {
    public Unavailable {
      requireText(reason, "reason");
    }
  }

  private static void requireText(String text, String name) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(name + " is blank");
    }
  }
}
