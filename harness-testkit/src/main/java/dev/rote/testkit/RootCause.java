package dev.rote.testkit;

import dev.rote.api.Backend;
import dev.rote.runner.plugin.MissingClass;
import dev.rote.runner.plugin.Plugins;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is behind an exception.
 *
 * @param exception the deepest one, with its message
 * @param place where in the plugin's code, if its stack has any of it
 */
record RootCause(String exception, Optional<String> place) {
  /** Longer chains of causes are circles. */
  private static final int DEEPEST = 100;

  static RootCause of(Throwable failure, Backend backend) {
    Throwable deepest = failure;
    for (int i = 0; i < DEEPEST && deepest.getCause() != null; i++) {
      deepest = deepest.getCause();
    }
    String exception =
        MissingClass.of(failure, backend.getClass().getClassLoader())
            .map(MissingClass::sentence)
            .orElse(deepest.toString());
    Optional<String> place = place(deepest.getStackTrace(), backend);
    return new RootCause(
        OneLine.of(exception), place.or(() -> place(failure.getStackTrace(), backend)));
  }

  /** Returns the innermost frame of the plugin's own package; of its libraries if there is none. */
  static Optional<String> place(StackTraceElement[] stack, Backend backend) {
    String own = backend.getClass().getPackageName();
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
