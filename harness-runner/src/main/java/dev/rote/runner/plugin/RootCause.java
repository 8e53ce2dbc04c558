package dev.rote.runner.plugin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is behind an exception that a plugin throws.
 *
 * @param exception the deepest one, with its message, in one line
 * @param place where in the plugin's code, if its stack has any of it
 */
public record RootCause(String exception, Optional<String> place) {
  /** Longer chains of causes are circles. */
  private static final int DEEPEST = 100;

  /**
   * Finds it.
   *
   * @param plugin a class of the plugin, in the package that is its author's own
   */
  public static RootCause of(Throwable failure, Class<?> plugin) {
    return of(failure, plugin.getClassLoader(), plugin.getPackageName());
  }

  private static RootCause of(Throwable failure, ClassLoader loader, String own) {
    Throwable deepest = deepest(failure);
    String exception =
        MissingClass.of(failure, loader)
            .map(MissingClass::sentence)
            .orElseGet(() -> oneLine(deepest));
    Optional<String> place = place(deepest.getStackTrace(), own);
    return new RootCause(exception, place.or(() -> place(failure.getStackTrace(), own)));
  }

  /** Returns the last in the chain of causes, or the exception itself if it has none. */
  public static Throwable deepest(Throwable failure) {
    Throwable deepest = failure;
    for (int i = 0; i < DEEPEST && deepest.getCause() != null; i++) {
      deepest = deepest.getCause();
    }
    return deepest;
  }

  /**
   * Returns an exception with its causes and the place, as a part of a sentence.
   *
   * @param loader of the plugin
   */
  public static String describe(Throwable failure, ClassLoader loader) {
    RootCause root = of(failure, loader, "");
    String causes = Causes.of(failure);
    return causes
        + (causes.contains(root.exception) ? "" : ", caused by " + root.exception)
        + root.place.map(where -> ", at " + where).orElse("");
  }

  private static String oneLine(Throwable failure) {
    return failure.toString().strip().replaceAll("\\s*\\R\\s*", " ").replace('\t', ' ');
  }

  /** Returns the innermost frame of the plugin's own package; of its libraries if there is none. */
  public static Optional<String> place(StackTraceElement[] stack, Class<?> plugin) {
    return place(stack, plugin.getPackageName());
  }

  private static Optional<String> place(StackTraceElement[] stack, String own) {
    List<StackTraceElement> frames =
        Arrays.stream(stack)
            .filter(frame -> Plugins.LOADER.equals(frame.getClassLoaderName()))
            .toList();
    return frames.stream()
        .filter(frame -> frame.getClassName().startsWith(own))
        .findFirst()
        .or(() -> frames.stream().findFirst())
        .map(RootCause::text);
  }

  private static String text(StackTraceElement frame) {
    return "%s.%s(%s)"
        .formatted(
            frame.getClassName(),
            frame.getMethodName(),
            frame.getFileName() == null
                ? "no source"
                : frame.getFileName()
                    + (frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber()));
  }
}
