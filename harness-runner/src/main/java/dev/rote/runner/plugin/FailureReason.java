package dev.rote.runner.plugin;

import dev.rote.api.Backend;

/** Says in one sentence why a provider could not be constructed and asked. */
final class FailureReason {
  private static final String API = Backend.class.getPackageName();

  private FailureReason() {}

  static String of(Throwable failure, ClassLoader loader) {
    Throwable cause = failure;
    while (wraps(cause)) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case NoProviderException e -> message(e);
      case UnsupportedClassVersionError e ->
          "was compiled for a newer Java than " + Runtime.version().feature() + ": " + message(e);
      case LinkageError e when concernsApi(e) ->
          "was compiled against another version of the API than "
              + Backend.API_VERSION
              + ", get a jar built for it: "
              + message(e);
      case LinkageError e ->
          MissingClass.of(e, loader)
              .map(MissingClass::sentence)
              .orElseGet(() -> "linkage error: " + Causes.of(e));
      default ->
          "its constructor or one of its plain getters throws " + RootCause.describe(cause, loader);
    };
  }

  private static boolean wraps(Throwable failure) {
    return failure.getCause() != null && failure instanceof ExceptionInInitializerError;
  }

  private static boolean concernsApi(LinkageError error) {
    // Discovery calls nothing but the API's methods: one that is abstract is missing from the jar.
    return error instanceof AbstractMethodError
        || message(error).replace('/', '.').contains(API + ".");
  }

  private static String message(Throwable error) {
    return String.valueOf(error.getMessage());
  }
}
