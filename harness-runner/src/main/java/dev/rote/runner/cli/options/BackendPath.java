package dev.rote.runner.cli.options;

import dev.rote.runner.plugin.Place;
import dev.rote.runner.plugin.SearchPath;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that every command has which looks for backends. */
public final class BackendPath {
  @Option(
      names = "--backend-path",
      paramLabel = "[NAME=]DIRS",
      description =
          "Folders with backends, separated as in PATH, before ROTE_BACKENDS, ~/.rote/backends and "
              + "the installed ones. NAME=DIR calls those in DIR ID@NAME, beside others with the same IDs.")
  private List<String> lists = new ArrayList<>();

  /** Returns every place to search, in order. */
  public List<Place> searchPath() {
    return SearchPath.ofThisProcess(
        lists.stream().map(SearchPath::split).flatMap(List::stream).toList());
  }

  /** Returns whether the user named any. */
  public boolean named() {
    return !lists.isEmpty();
  }
}
