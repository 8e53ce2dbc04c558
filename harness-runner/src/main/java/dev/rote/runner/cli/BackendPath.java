package dev.rote.runner.cli;

import dev.rote.runner.plugin.SearchPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that every command has which looks for backends. */
final class BackendPath {
  @Option(
      names = "--backend-path",
      paramLabel = "DIRS",
      split = "[:;]",
      description =
          "Folders with backends, before ROTE_BACKENDS, ~/.rote/backends and the installed ones.")
  private List<Path> directories = new ArrayList<>();

  /** Returns every folder to search, in order. */
  List<Path> searchPath() {
    return SearchPath.ofThisProcess(directories);
  }

  /** Returns whether the user named any. */
  boolean named() {
    return !directories.isEmpty();
  }
}
