package dev.rote.runner.cli;

/** Arguments that parse but cannot be meant. The message is one sentence. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
