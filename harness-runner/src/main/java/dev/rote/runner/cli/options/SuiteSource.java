package dev.rote.runner.cli.options;

import dev.rote.runner.run.UsageException;
import dev.rote.runner.suite.yaml.SuiteFile;
import dev.rote.runner.suite.yaml.SuiteReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a suite comes from: a file, or the standard input, which is called {@code -}.
 *
 * @param named as on the command line
 */
public record SuiteSource(Path named) {
  private static final Path STANDARD_INPUT = Path.of("-");

  /** Pipes and the files of processes are not there any more when a run is resumed. */
  private static final List<Path> PASSING = List.of(Path.of("/dev"), Path.of("/proc"));

  /**
   * Returns the sources of several suites.
   *
   * @throws UsageException if more than one is the standard input
   */
  public static List<SuiteSource> all(List<Path> named) {
    List<SuiteSource> sources = named.stream().map(SuiteSource::new).toList();
    if (sources.stream().filter(SuiteSource::isStandardInput).count() > 1) {
      throw new UsageException("the standard input, -, is named twice: name it once");
    }
    return sources;
  }

  /**
   * Reads the suite with its profiles. Model files are beside the file; in the working directory if
   * there is none.
   *
   * @throws dev.rote.runner.suite.SuiteException if there is anything wrong with it
   */
  public SuiteFile read() {
    return isStandardInput()
        ? SuiteReader.readAll(System.in, toString(), Path.of(""))
        : SuiteReader.readAll(named);
  }

  /** Returns the file, absolute, if there is one that stays. */
  public Optional<Path> file() {
    return Optional.of(named)
        .filter(path -> !isStandardInput() && Files.isRegularFile(path))
        .map(path -> path.toAbsolutePath().normalize())
        .filter(path -> PASSING.stream().noneMatch(path::startsWith));
  }

  private boolean isStandardInput() {
    return named.equals(STANDARD_INPUT);
  }

  /** Returns what sentences call it. */
  @Override
  public String toString() {
    return isStandardInput() ? "<stdin>" : named.toString();
  }
}
