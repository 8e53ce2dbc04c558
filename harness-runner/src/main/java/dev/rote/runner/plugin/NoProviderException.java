package dev.rote.runner.plugin;

/** A class that is named as a provider cannot be one. The message is one sentence. */
final class NoProviderException extends Exception {
  private static final long serialVersionUID = 1L;

  NoProviderException(String sentence) {
    super(sentence);
  }
}
