package dev.rote.testkit;

/** Whether a clause holds for a backend on a device. */
public sealed interface Verdict {
  /** Returns what was found, why it fails or why it was not checked: one line, perhaps empty. */
  String sentence();

  /** It holds. */
  record Passed(String sentence) implements Verdict {}

  /** It does not. */
  record Failed(Failure failure) implements Verdict {
    @Override
    public String sentence() {
      return failure.sentence();
    }
  }

  /** It does not apply, or cannot be checked here. */
  record Skipped(String sentence) implements Verdict {}
}
