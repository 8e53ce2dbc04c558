package dev.rote.runner.folder;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.json.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run as its view has it, for whoever reads and does not go on with it: nothing is locked.
 *
 * @param file the view
 * @param folder where the file is, and the logs are
 * @param run what it holds
 * @param behind whether units that are done are not in it, as a run that goes on or was killed
 *     leaves it
 */
public record RecordedRun(Path file, Path folder, RunResult run, boolean behind) {
  public RecordedRun {
    requireNonNull(file, "file is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(run, "run is null");
  }

  /**
   * Reads a run.
   *
   * @param named the folder of a run, or a {@code run.json}, whatever it is called
   * @throws FolderException if there is none
   * @throws dev.rote.runner.result.json.RunFileException if it cannot be used
   */
  public static RecordedRun read(Path named) {
    if (!Files.exists(named)) {
      throw FolderException.user(named + " is not there: name the folder of a run, or a run.json");
    }
    if (!Files.isDirectory(named)) {
      Path folder = Optional.ofNullable(named.getParent()).orElse(Path.of(""));
      return new RecordedRun(named, folder, new RunFile(named).read(), false);
    }
    Path view = named.resolve(RunFolder.VIEW);
    if (!Files.exists(view)) {
      throw FolderException.user(absence(named));
    }
    RunResult run = new RunFile(view).read();
    return new RecordedRun(view, named, run, run.missing() > 0 && isBehind(named, view));
  }

  /**
   * Returns whether a file is one of the run's own, which nothing else may be written to. Its page
   * is made from the others, and may be made again.
   */
  public boolean isOf(Path other) {
    return same(other, file)
        || same(other, folder.resolve(RunFolder.VIEW))
        || (Files.exists(folder.resolve(RunFolder.PLAN))
            && RunFolder.keeps(folder, other)
            && !isPage(other));
  }

  private boolean isPage(Path other) {
    return RunFolder.page(folder)
        .toAbsolutePath()
        .normalize()
        .equals(other.toAbsolutePath().normalize());
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      // One of them has gone meanwhile.
      return false;
    }
  }

  private static String absence(Path folder) {
    if (Files.exists(folder.resolve(RunFolder.PLAN))) {
      return "%s has no %s, as its run was killed before it had written one: 'rote run --resume %s' does what is missing, and writes it"
          .formatted(folder, RunFolder.VIEW, folder);
    }
    String absence = "%s holds no run: there is no %s in it".formatted(folder, RunFolder.VIEW);
    return holdsRuns(folder)
        ? absence + ", but in its folders: name one or more of those"
        : absence;
  }

  private static boolean holdsRuns(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> Files.exists(file.resolve(RunFolder.VIEW)));
    } catch (IOException e) {
      // Then there is nothing to suggest.
      return false;
    }
  }

  private static boolean isBehind(Path folder, Path view) {
    try {
      FileTime viewed = Files.getLastModifiedTime(view);
      try (Stream<Path> units = Files.list(folder.resolve(RunFolder.UNITS))) {
        for (Path unit : (Iterable<Path>) units::iterator) {
          if (Files.getLastModifiedTime(unit).compareTo(viewed) > 0) {
            return true;
          }
        }
      }
      return false;
    } catch (IOException e) {
      // A copy of the view alone, or a unit that was renamed meanwhile: it is what there is.
      return false;
    }
  }
}
