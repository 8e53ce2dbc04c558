package dev.rote.runner.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where processes meet, and put what need not be kept: {@code TMPDIR}, which Java does not look at,
 * and of which the launcher tells it.
 */
public final class TemporaryFolder {
  /** The system property that says where it is, to this process and to those it starts. */
  static final String PROPERTY = "java.io.tmpdir";

  private TemporaryFolder() {}

  /** Returns where it is. */
  public static Path path() {
    return Path.of(System.getProperty(PROPERTY)).toAbsolutePath();
  }

  /** Creates a folder in it, for this user only, whose name begins so. */
  public static Path createFolder(String prefix) throws IOException {
    // Without the first argument Java takes the folder that it knew when it started.
    return Files.createTempDirectory(path(), prefix);
  }

  /** Creates a file in it, for this user only, whose name begins and ends so. */
  public static Path createFile(String prefix, String suffix) throws IOException {
    return Files.createTempFile(path(), prefix, suffix);
  }
}
