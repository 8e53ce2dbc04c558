package dev.rote.runner.worker;

import dev.rote.api.Backend;
import dev.rote.api.DeviceUnavailableException;
import dev.rote.api.UnsupportedLayerException;
import dev.rote.runner.data.set.DataException;
import dev.rote.runner.plugin.Causes;
import dev.rote.runner.plugin.MissingClass;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.wire.Event;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Says which outcome an exception in a worker is, and why. */
final class Failures {
  private static final String API = Backend.class.getPackageName() + ".";

  private static final String JMH = "org.openjdk.jmh.";

  private Failures() {}

  static Event.Failed describe(Throwable failure) {
    return causes(failure).stream()
        .flatMap(Failures::recognize)
        .findFirst()
        .orElseGet(() -> failed(Outcome.CRASHED, "threw " + Causes.of(withoutJmh(failure))));
  }

  private static Stream<Event.Failed> recognize(Throwable cause) {
    return switch (cause) {
      case UnsupportedLayerException e -> one(Outcome.UNSUPPORTED, e.getMessage());
      case MatchException e ->
          one(
              Outcome.UNSUPPORTED,
              "the backend meets a layer that is newer than the API it was compiled against");
      case DeviceUnavailableException e -> one(Outcome.UNAVAILABLE, e.getMessage());
      case DataException e -> one(Outcome.UNAVAILABLE, e.getMessage());
      case BackendFault e -> one(Outcome.CRASHED, e.getMessage());
      case UnsatisfiedLinkError e ->
          one(Outcome.UNAVAILABLE, "a native library cannot be loaded: " + e.getMessage());
      case LinkageError e when concernsApi(e) ->
          one(
              Outcome.UNSUPPORTED,
              "the backend was compiled against another version of the API: " + e.getMessage());
      case NoClassDefFoundError e -> missingClass(e);
      case OutOfMemoryError e -> one(Outcome.CRASHED, "out of memory: " + e.getMessage());
      default -> Stream.empty();
    };
  }

  /** What the backend's own class loader does not find is missing from its jars. */
  private static Stream<Event.Failed> missingClass(NoClassDefFoundError error) {
    return MissingClass.of(error, Thread.currentThread().getContextClassLoader())
        .map(missing -> failed(Outcome.CRASHED, missing.sentence()))
        .stream();
  }

  /** JMH's own exceptions say only that there is another one. */
  private static Throwable withoutJmh(Throwable failure) {
    return causes(failure).stream()
        .filter(cause -> !cause.getClass().getName().startsWith(JMH))
        .findFirst()
        .orElse(failure);
  }

  private static boolean concernsApi(LinkageError error) {
    return String.valueOf(error.getMessage()).replace('/', '.').contains(API);
  }

  /** Returns an exception, those that caused it, and those that JMH attached to it. */
  private static List<Throwable> causes(Throwable failure) {
    Set<Throwable> seen = new LinkedHashSet<>();
    collect(failure, seen);
    return List.copyOf(seen);
  }

  private static void collect(Throwable failure, Set<Throwable> seen) {
    if (failure != null && seen.add(failure)) {
      collect(failure.getCause(), seen);
      for (Throwable attached : failure.getSuppressed()) {
        collect(attached, seen);
      }
    }
  }

  private static Stream<Event.Failed> one(Outcome outcome, String reason) {
    return Stream.of(failed(outcome, reason));
  }

  private static Event.Failed failed(Outcome outcome, String reason) {
    return new Event.Failed(outcome, reason.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
