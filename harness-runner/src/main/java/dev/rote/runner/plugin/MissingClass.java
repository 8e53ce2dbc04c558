package dev.rote.runner.plugin;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A class that a plugin needs and that its jars do not have: a dependency that was left out.
 *
 * @param name of the class
 * @param searched where its loader looked
 */
public record MissingClass(String name, List<Path> searched) {
  /**
   * The JVM puts other things into these exceptions as well, such as a class that failed before.
   */
  private static final Pattern CLASS_NAME = Pattern.compile("[\\w/.$]+");

  /** More jars than a sentence can name. */
  private static final int MANY = 3;

  private static final int DEEPEST = 100;

  public MissingClass {
    searched = List.copyOf(searched);
  }

  /**
   * Finds out whether an exception comes of one.
   *
   * @param loader of the plugin
   */
  public static Optional<MissingClass> of(Throwable failure, ClassLoader loader) {
    Throwable cause = failure;
    for (int i = 0; i < DEEPEST && cause != null; i++) {
      boolean missing =
          cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException;
      if (missing && CLASS_NAME.matcher(String.valueOf(cause.getMessage())).matches()) {
        return Optional.of(
            new MissingClass(cause.getMessage().replace('/', '.'), searched(loader)));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static List<Path> searched(ClassLoader loader) {
    return loader instanceof URLClassLoader urls
        ? Arrays.stream(urls.getURLs()).map(url -> Path.of(URI.create(url.toString()))).toList()
        : List.of();
  }

  /** Returns one sentence: which class, where it was looked for, and what to do. */
  public String sentence() {
    return "the class %s is missing: it is not in %s, nor in Java itself; put the jar that has it beside them"
        .formatted(name, places());
  }

  private String places() {
    if (searched.size() <= MANY) {
      return searched.stream().map(Path::toString).collect(joining(", ", "", ""));
    }
    List<Path> folders = searched.stream().map(Path::getParent).distinct().toList();
    return folders.size() <= MANY
        ? "the %d jars of %s"
            .formatted(searched.size(), folders.stream().map(Path::toString).collect(joining(", ")))
        : "the %d jars and directories of the class path".formatted(searched.size());
  }
}
