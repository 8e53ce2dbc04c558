package dev.rote.testkit;

/** Makes one line of a text, whatever a plugin's exception has to say. */
final class OneLine {
  private OneLine() {}

  static String of(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ").replace('\t', ' ');
  }
}
