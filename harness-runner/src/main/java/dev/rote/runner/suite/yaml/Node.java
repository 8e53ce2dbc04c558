package dev.rote.runner.suite.yaml;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a YAML or JSON file that remembers where it was. */
sealed interface Node {
  Location location();

  /** Returns the value in a form that fits "... is X, allowed is ...". */
  String describe();

  /** What a scalar is by YAML's JSON schema: quoted digits are text, {@code yes} is text. */
  enum Kind {
    TEXT,
    WHOLE_NUMBER,
    NUMBER,
    TRUTH,
    EMPTY
  }

  /**
   * @param text as written, without quotes
   * @param plain whether it is written without quotes
   */
  record Scalar(Location location, Kind kind, String text, boolean plain) implements Node {
    @Override
    public String describe() {
      return switch (kind) {
        case TEXT -> plain ? text : '"' + text + '"';
        case WHOLE_NUMBER, NUMBER, TRUTH -> text;
        case EMPTY -> "empty";
      };
    }
  }

  record Sequence(Location location, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String describe() {
      return items.isEmpty() ? "an empty list" : "a list";
    }
  }

  /**
   * @param entries by key, in the order of the file
   */
  record Mapping(Location location, Map<String, Entry> entries) implements Node {
    public Mapping {
      entries = new LinkedHashMap<>(entries);
    }

    @Override
    public String describe() {
      return entries.keySet().stream().collect(joining(", ", "a mapping with the keys [", "]"));
    }
  }

  /**
   * @param location of the key
   */
  record Entry(Location location, Node value) {}
}
