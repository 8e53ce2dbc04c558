package dev.rote.api;

/** Layers that do not fit together. The message is one sentence that names the layer. */
public final class InvalidModelException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidModelException(String message) {
    super(message);
  }
}
