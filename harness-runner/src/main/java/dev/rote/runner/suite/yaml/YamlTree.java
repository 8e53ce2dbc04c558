package dev.rote.runner.suite.yaml;

import dev.rote.runner.suite.SuiteException;
import dev.rote.runner.suite.yaml.Node.Entry;
import dev.rote.runner.suite.yaml.Node.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Parses one YAML document (JSON is YAML) into nodes that know their places, which Jackson's own
 * tree forgets. Stricter than YAML: a key may not come twice, and aliases and tags, which would let
 * a suite say something other than what one reads, are refused.
 */
final class YamlTree {
  private final String file;
  private final int[] text;
  private final YAMLParser parser;

  private YamlTree(String file, String text, YAMLParser parser) {
    this.file = file;
    this.text = text.codePoints().toArray();
    this.parser = parser;
  }

  /**
   * Returns the document.
   *
   * @param file what to call it in errors
   * @throws SuiteException if it is not YAML, or is empty
   */
  static Node parse(String text, String file) {
    try (YAMLParser parser =
        (YAMLParser) factory(text).createParser(ObjectReadContext.empty(), text)) {
      return new YamlTree(file, text, parser).document();
    } catch (JacksonException e) {
      throw syntaxError(e, file, text);
    }
  }

  /**
   * SnakeYAML Engine 3.0.1 writes past its buffer where a character of two chars, such as an emoji,
   * stands on its edge: one that is longer than the text has no edge in it.
   */
  private static YAMLFactory factory(String text) {
    return YAMLFactory.builder()
        .loadSettings(
            LoadSettings.builder()
                .setBufferSize(text.length() + 2)
                .setAllowDuplicateKeys(true) // refused here, in a sentence that says where
                .build())
        .build();
  }

  private Node document() {
    if (parser.nextToken() == null) {
      throw new Location(file, 1, 1).error("the file is empty");
    }
    Node root = node();
    if (parser.nextToken() != null) {
      throw here().error("a second document starts here, allowed is one per file");
    }
    return root;
  }

  private Node node() {
    refuseAliasesAndTags();
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping();
      case START_ARRAY -> sequence();
      case VALUE_STRING -> scalar(Kind.TEXT);
      case VALUE_NUMBER_INT -> scalar(Kind.WHOLE_NUMBER);
      case VALUE_NUMBER_FLOAT -> scalar(Kind.NUMBER);
      case VALUE_TRUE, VALUE_FALSE -> scalar(Kind.TRUTH);
      case VALUE_NULL -> scalar(Kind.EMPTY);
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("a value cannot start with " + parser.currentToken());
    };
  }

  private void refuseAliasesAndTags() {
    if (parser.isCurrentAlias()) {
      throw here().error("*" + parser.getString() + " is an alias, allowed is the value itself");
    }
    if (parser.getTypeId() != null) {
      throw here().error("a value has the tag " + parser.getTypeId() + ", allowed is none");
    }
  }

  private Node mapping() {
    Location start = here();
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Location location = here();
      String key = parser.currentName();
      Entry first = entries.get(key);
      if (first != null) {
        throw location.error(
            "the key '%s' is here twice, first in line %d: remove one of them"
                .formatted(key, first.location().line()));
      }
      parser.nextToken();
      entries.put(key, new Entry(location, node()));
    }
    return new Node.Mapping(start, entries);
  }

  private Node sequence() {
    Location start = here();
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return new Node.Sequence(start, items);
  }

  private Node scalar(Kind kind) {
    return new Node.Scalar(here(), kind, parser.getString(), isPlain());
  }

  /** The parser tells the same of text with and without quotes, but where it begins. */
  private boolean isPlain() {
    long start = parser.currentTokenLocation().getCharOffset();
    return start < 0 || start >= text.length || "\"'|>".indexOf(text[(int) start]) < 0;
  }

  private Location here() {
    TokenStreamLocation location = parser.currentTokenLocation();
    return new Location(file, location.getLineNr(), location.getColumnNr());
  }

  private static SuiteException syntaxError(JacksonException e, String file, String text) {
    if (e.getCause() instanceof ReaderException cause) {
      int[] before = text.codePoints().limit(cause.getPosition()).toArray();
      return Location.after(file, new String(before, 0, before.length))
          .error(
              "the character U+%04X is not allowed in YAML: remove it"
                  .formatted(cause.getCodePoint()));
    }
    if (e.getCause() instanceof MarkedYamlEngineException cause) {
      Location location = cause.getProblemMark().map(mark -> location(file, mark)).orElseThrow();
      return location.error(
          "this is not YAML: " + oneLine(cause.getProblem()) + context(cause, location));
    }
    // There is no location where a limit of the parser, such as on nesting, is exceeded.
    return Optional.ofNullable(e.getLocation())
        .map(at -> new Location(file, at.getLineNr(), at.getColumnNr()))
        .orElse(new Location(file, 1, 1))
        .error("this is not YAML that a suite may have: " + oneLine(e.getOriginalMessage()));
  }

  private static String context(MarkedYamlEngineException cause, Location problem) {
    Optional<Location> start = cause.getContextMark().map(mark -> location(problem.file(), mark));
    if (start.isEmpty() || cause.getContext() == null) {
      return "";
    }
    return " (%s from line %d)".formatted(cause.getContext(), start.get().line());
  }

  private static Location location(String file, Mark mark) {
    return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s+", " ");
  }
}
