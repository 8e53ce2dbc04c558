package dev.rote.runner.suite.yaml;

import dev.rote.runner.suite.Suite;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A small valid suite, and the mistakes of {@code bad-suites.txt} in it. */
final class BadSuites {
  static final String VALID =
      """
      name: tiny
      data: {set: shapes}
      models: [{name: net, layers: [flatten, {dense: 10}]}]
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.01}
      batchSize: 128
      experiments: [{name: true-labels}]
      """;

  private BadSuites() {}

  /** Reads a suite that has no mistake. */
  static Suite read(String yaml) {
    return SuiteReader.readResolved(yaml, "suite.yaml");
  }

  /**
   * @param change what stands in the suite instead of a valid part
   * @param seenBySchema whether the JSON schemas refuse it too
   */
  record BadSuite(String change, String yaml, String sentence, boolean seenBySchema) {
    @Override
    public String toString() {
      return change;
    }
  }

  static List<BadSuite> all() {
    List<String> lines =
        resource().lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    List<BadSuite> suites = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += 3) {
      suites.add(suite(lines.get(i), lines.get(i + 1), lines.get(i + 2)));
    }
    return suites;
  }

  private static BadSuite suite(String part, String replacement, String sentence) {
    String valid = content(part, "- ");
    String change = content(replacement, "+ ");
    if (!VALID.contains(valid)) {
      throw new IllegalArgumentException("the valid suite has no " + valid);
    }
    return new BadSuite(
        change.replace("\n", "\\n"),
        VALID.replace(valid, change),
        "suite.yaml:" + sentence.substring(2),
        sentence.startsWith("! "));
  }

  private static String content(String line, String mark) {
    if (!line.startsWith(mark)) {
      throw new IllegalArgumentException("a line starts not with " + mark + ": " + line);
    }
    return line.substring(2).replace("\\n", "\n");
  }

  private static String resource() {
    try (InputStream in = BadSuites.class.getResourceAsStream("bad-suites.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
