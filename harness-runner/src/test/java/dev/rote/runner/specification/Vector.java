package dev.rote.runner.specification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A test vector of the specification.
 *
 * @param section which rule it is about
 * @param name unique in its section
 * @param given the inputs, in which a suite that is named has its content instead
 * @param expected what follows from them
 */
record Vector(String section, String name, JsonNode given, JsonNode expected) {
  /** Tests run in the folder of their module. */
  static final Path DOCUMENT = Path.of("..", "docs", "specification.md");

  static final Path FILE = Path.of("..", "docs", "specification-vectors.json");

  /** Returns every vector of the specification. */
  static List<Vector> all() {
    JsonNode file = new JsonMapper().readTree(text(FILE));
    return file.get("vectors").valueStream().map(vector -> vector(vector, file)).toList();
  }

  private static Vector vector(JsonNode vector, JsonNode file) {
    ObjectNode given = ((ObjectNode) vector.get("given")).deepCopy();
    if (given.has("suite")) {
      given.set("suite", file.get("suites").get(given.get("suite").stringValue()));
    }
    return new Vector(
        vector.get("section").stringValue(),
        vector.get("name").stringValue(),
        given,
        vector.get("expected"));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return section + ": " + name;
  }
}
