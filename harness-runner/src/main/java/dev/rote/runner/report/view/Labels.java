package dev.rote.runner.report.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What tells the runs of a report apart: the names of their folders, with as much of the paths as
 * it takes.
 */
public final class Labels {
  private static final String VIEW = "run.json";
  private static final String ENDING = ".json";

  private Labels() {}

  /**
   * Returns a label for each run, all of them distinct.
   *
   * @param runs their folders, or their views, whatever these are called
   */
  public static List<String> of(List<Path> runs) {
    List<Path> paths = runs.stream().map(Labels::path).toList();
    List<String> labels = new ArrayList<>();
    for (Path path : paths) {
      labels.add(label(path, paths));
    }
    return numbered(labels);
  }

  /** A copy of a view is called what it is called itself. */
  private static Path path(Path run) {
    Path path = run.toAbsolutePath().normalize();
    if (path.getFileName() == null || !path.getFileName().toString().endsWith(ENDING)) {
      return path;
    }
    String name = path.getFileName().toString();
    return name.equals(VIEW)
        ? path.getParent()
        : path.resolveSibling(name.substring(0, name.length() - ENDING.length()));
  }

  private static String label(Path path, List<Path> paths) {
    for (int names = 1; names <= path.getNameCount(); names++) {
      String label = end(path, names);
      int length = names;
      if (paths.stream()
          .filter(other -> !other.equals(path))
          .noneMatch(other -> end(other, length).equals(label))) {
        return label;
      }
    }
    return path.toString();
  }

  private static String end(Path path, int names) {
    int all = path.getNameCount();
    return all == 0 ? path.toString() : path.subpath(Math.max(0, all - names), all).toString();
  }

  private static List<String> numbered(List<String> labels) {
    Set<String> numbered = new LinkedHashSet<>();
    for (String label : labels) {
      String distinct = label;
      for (int number = 2; !numbered.add(distinct); number++) {
        distinct = "%s (%d)".formatted(label, number);
      }
    }
    return List.copyOf(numbered);
  }
}
