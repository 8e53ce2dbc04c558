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
      description =
          "Folders with backends, separated as in PATH, before ROTE_BACKENDS, ~/.rote/backends and the installed ones.")
  private List<String> lists = new ArrayList<>();

  /** Returns every folder to search, in order. */
  List<Path> searchPath() {
    return SearchPath.ofThisProcess(
        lists.stream().map(SearchPath::split).flatMap(List::stream).toList());
  }

  /** Returns whether the user named any. */
  boolean named() {
    return !lists.isEmpty();
  }
}
