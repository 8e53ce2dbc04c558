package dev.rote.runner.worker;

import dev.rote.api.Backend;

/** A backend has given null where none may. The message is one sentence about it. */
final class BackendFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private BackendFault(String sentence) {
    super(sentence);
  }

  /**
   * Returns what a method of a backend or of its trainer gave.
   *
   * @param method as a sentence names it
   * @param instead what is wanted
   */
  static <T> T unlessNull(T given, Backend backend, String method, String instead) {
    if (given == null) {
      throw new BackendFault(
          "%s.%s returns null instead of %s"
              .formatted(backend.getClass().getName(), method, instead));
    }
    return given;
  }
}
