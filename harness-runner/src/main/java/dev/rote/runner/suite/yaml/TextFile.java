package dev.rote.runner.suite.yaml;

import dev.rote.runner.suite.SuiteException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A YAML file on disk. */
final class TextFile {
  private TextFile() {}

  /**
   * @throws SuiteException if it is not there, cannot be read, or is not YAML in UTF-8
   */
  static Node parse(Path file) {
    return YamlTree.parse(read(file), file.toString());
  }

  private static String read(Path file) {
    if (Files.isDirectory(file)) {
      throw new SuiteException(file + ": this is a directory, allowed is a YAML file");
    }
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new SuiteException(file + ": there is no such file, allowed is a file that exists");
    } catch (CharacterCodingException e) {
      throw new SuiteException(file + ": this is not text, allowed is YAML in UTF-8");
    } catch (IOException e) {
      throw new SuiteException(file + ": cannot be read: " + e);
    }
  }
}
