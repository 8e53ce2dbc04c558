package dev.rote.runner.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A {@code run.json}. Every write replaces it whole: a reader, and a run that is killed, sees the
 * old results or the new ones and never a part.
 */
public final class RunFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

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
  public void write(RunRecord run) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path part = folder.resolve(path.getFileName() + ".part");
      Files.write(part, MAPPER.writeValueAsBytes(run));
      move(part);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
    }
  }

  private void move(Path part) throws IOException {
    try {
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Returns JSON text as a tree. */
  public static JsonNode tree(String json) {
    return MAPPER.readTree(json);
  }
}
