package dev.rote.runner.suite.yaml;

import dev.rote.runner.plan.Expansion;
import dev.rote.runner.plan.Experiment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the folder {@code suites}. */
public final class ShippedSuites {
  /** Tests run in the folder of their module. */
  public static final Path FOLDER = Path.of("..", "suites");

  private ShippedSuites() {}

  /** Returns every shipped suite. */
  public static List<Path> suites() {
    return yamlFiles(FOLDER);
  }

  /** Returns every shipped model. */
  public static List<Path> models() {
    return yamlFiles(FOLDER.resolve("models"));
  }

  /** Returns every experiment of every shipped suite. */
  public static List<Experiment> experiments() {
    return suites().stream()
        .flatMap(suite -> Expansion.of(SuiteReader.read(suite)).stream())
        .toList();
  }

  private static List<Path> yamlFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
