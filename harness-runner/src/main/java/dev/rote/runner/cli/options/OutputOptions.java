package dev.rote.runner.cli.options;

import dev.rote.runner.cli.output.Outputs;
import dev.rote.runner.folder.RunFolder;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.json.RunFile;
import dev.rote.runner.run.UsageException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the results of a run go. All of it is tried before anything runs. */
public final class OutputOptions {
  private static final DateTimeFormatter FOLDER_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final Path RESULTS = Path.of("results");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the results; with several suites, one in it for each.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "Also write run.json to this file.")
  private Optional<Path> json = Optional.empty();

  /** Returns the folder that the user names. */
  public Optional<Path> out() {
    return out;
  }

  /** Checks that one file is not to hold the results of several runs. */
  public void requireOneJson(List<Path> suites) {
    if (json.isPresent() && suites.size() > 1) {
      throw new UsageException(
          "--json %s takes one suite, but there are %d: run them one by one, or use --out"
              .formatted(json.get(), suites.size()));
    }
  }

  /** Checks that suites can have their folders, and that everything can be written. */
  public void require(List<SuiteSelection> selections) {
    requireDistinctFolders(selections);
    if (out.isEmpty()) {
      Outputs.requireFolder("the results", RESULTS, " (name another folder with --out)");
    }
    for (SuiteSelection selection : selections) {
      out.map(path -> folder(path, selection, selections.size() > 1)).ifPresent(RunFolder::require);
    }
    requireJson(out);
  }

  /**
   * Checks that the copy of the results can be written.
   *
   * @param folder of the run, where it is known
   */
  public void requireJson(Optional<Path> folder) {
    if (json.isEmpty()) {
      return;
    }
    folder
        .filter(path -> RunFolder.keeps(path, json.get()))
        .ifPresent(path -> {
          throw new UsageException(
              "--json %s is a file that the run keeps in its folder for itself: name another"
                  .formatted(json.get()));
        });
    Outputs.requireFile("--json", json.get());
  }

  private void requireDistinctFolders(List<SuiteSelection> selections) {
    if (out.isEmpty()) {
      return;
    }
    Map<String, SuiteSource> first = new HashMap<>();
    for (SuiteSelection selection : selections) {
      SuiteSource other = first.putIfAbsent(selection.suite().folderName(), selection.source());
      if (other != null) {
        throw new UsageException(
            "%s and %s are both called %s, which is the folder of each in --out %s: run them one by one, or rename one of them"
                .formatted(other, selection.source(), selection.suite().name(), out.get()));
      }
    }
  }

  private static Path folder(Path out, SuiteSelection selection, boolean several) {
    return several ? out.resolve(selection.suite().folderName()) : out;
  }

  /**
   * Returns the folder of a run.
   *
   * @param several whether there are several suites
   */
  public Path folder(SuiteSelection selection, boolean several) throws IOException {
    return out.isPresent()
        ? folder(out.get(), selection, several)
        : created(LocalDateTime.now().format(FOLDER_TIME) + "-" + selection.suite().folderName());
  }

  /** Two runs may begin within a second. */
  private static Path created(String name) throws IOException {
    Files.createDirectories(RESULTS);
    for (int attempt = 1; ; attempt++) {
      Path folder = RESULTS.resolve(attempt == 1 ? name : name + "-" + attempt);
      try {
        return Files.createDirectory(folder);
      } catch (FileAlreadyExistsException e) {
        continue;
      }
    }
  }

  /**
   * Writes the copy of the results, where one is wanted.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void writeJson(RunResult result) {
    json.ifPresent(path -> new RunFile(path).write(result));
  }
}
