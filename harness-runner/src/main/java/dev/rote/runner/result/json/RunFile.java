package dev.rote.runner.result.json;

import dev.rote.runner.result.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@code run.json}. Every write replaces it whole: a reader, and a run that is killed, sees the
 * old results or the new ones and never a part.
 */
public final class RunFile {
  private final Path path;

  /**
   * @param path where it is or will be; its folder is created by the first write
   */
  public RunFile(Path path) {
    this.path = path;
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  /**
   * Writes these results in place of what is there.
   *
   * @throws UncheckedIOException if they cannot be written
   */
  public void write(RunResult run) {
    try {
      new OutputFile(path).write(ResultJson.content(ResultJson.indented(), run));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path + ": " + FileTrouble.reason(e), e);
    }
  }

  /**
   * Reads results, also those that an older Rote wrote.
   *
   * @throws RunFileException if it is not there, is not a {@code run.json}, or is of a later form
   */
  public RunResult read() {
    try {
      byte[] json = Files.readAllBytes(path);
      Optional<RunResult> run = ofThisRote(json);
      return run.isPresent() ? run.get() : completed(ResultJson.compact().readTree(json));
    } catch (IOException e) {
      throw new RunFileException(path + " cannot be read: " + FileTrouble.reason(e), e);
    } catch (JacksonException e) {
      throw new RunFileException(
          "%s is not a run.json of Rote: %s".formatted(path, e.getOriginalMessage()), e);
    }
  }

  /**
   * Reads what this Rote wrote, without the tree that takes more time than all else. What an older
   * one wrote lacks what has no default, and does not become a result.
   */
  private static Optional<RunResult> ofThisRote(byte[] json) {
    try {
      RunResult run = ResultJson.compact().readValue(json, RunResult.class);
      return run.schema().equals(RunResult.SCHEMA) ? Optional.of(run) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private RunResult completed(JsonNode tree) {
    requireSchema(tree);
    OlderRuns.complete((ObjectNode) tree);
    return ResultJson.compact().treeToValue(tree, RunResult.class);
  }

  private void requireSchema(JsonNode tree) {
    String schema = tree.path("schema").asString("");
    if (!schema.equals(RunResult.SCHEMA)) {
      throw new RunFileException(
          schema.startsWith("rote.run/")
              ? "%s has the form %s, this Rote reads %s: read it with the Rote that wrote it, or a later one"
                  .formatted(path, schema, RunResult.SCHEMA)
              : "%s is not a run.json of Rote: its \"schema\" is not %s"
                  .formatted(path, RunResult.SCHEMA));
    }
  }

  /** Returns JSON text as a tree. */
  public static JsonNode tree(String json) {
    return ResultJson.compact().readTree(json);
  }
}
