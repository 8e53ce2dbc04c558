package dev.rote.runner.report.html;

import dev.rote.runner.report.view.Tone;
import dev.rote.runner.report.view.Value;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Rows of texts. */
final class Cells {
  private Cells() {}

  static List<Value> of(String... texts) {
    return Arrays.stream(texts)
        .map(text -> new Value(text, OptionalDouble.empty(), Tone.PLAIN))
        .toList();
  }
}
