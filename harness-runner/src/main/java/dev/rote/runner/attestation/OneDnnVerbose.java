package dev.rote.runner.attestation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads what oneDNN prints with {@code ONEDNN_VERBOSE=1}. The lines differ by version: {@code
 * onednn_verbose,exec,cpu,convolution,...} in 2.x, {@code onednn_verbose,primitive,exec,cpu,...} in
 * 3.0, {@code onednn_verbose,v1,primitive,exec,cpu,...} since 3.5. In all of them the engine and
 * the primitive follow the word {@code exec}.
 */
final class OneDnnVerbose {
  private static final String MARK = "onednn_verbose,";
  private static final String EXECUTED = "exec";

  private OneDnnVerbose() {}

  /** Returns how often each primitive was executed, in the order of their names. */
  static Map<String, Integer> count(Stream<String> lines) {
    Map<String, Integer> counts = new TreeMap<>();
    lines
        .map(OneDnnVerbose::primitive)
        .flatMap(Optional::stream)
        .forEach(primitive -> counts.merge(primitive, 1, Integer::sum));
    return counts;
  }

  private static Optional<String> primitive(String line) {
    // Something else may have been printed at the beginning of the line.
    int start = line.indexOf(MARK);
    if (start < 0) {
      return Optional.empty();
    }
    List<String> fields = Arrays.asList(line.substring(start).split(",", -1));
    int executed = fields.indexOf(EXECUTED);
    return executed < 0 || executed + 2 >= fields.size()
        ? Optional.empty()
        : Optional.of(fields.get(executed + 2));
  }
}
