package dev.rote.runner.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.result.Outcome;
import dev.rote.runner.wire.Event;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void aDependencyThatIsMissingIsNamedWithWhereItWasLookedFor() throws IOException {
    Event.Failed failed = describe(new NoClassDefFoundError("framework/Engine"));

    assertThat(failed.outcome()).isEqualTo(Outcome.CRASHED);
    assertThat(failed.reason())
        .isEqualTo(
            "the class framework.Engine is missing: it is not in %s, nor in Java itself; put the jar that has it beside them"
                .formatted(Path.of("/plugin/lib/a.jar")));
  }

  @Test
  void aClassThatFailedBeforeIsNotMissing() throws IOException {
    assertThat(describe(new NoClassDefFoundError("Could not initialize class a.B")).reason())
        .isEqualTo("threw java.lang.NoClassDefFoundError: Could not initialize class a.B");
  }

  @Test
  void theCausesOfAnExceptionAreSaidToo() throws IOException {
    Exception cause = new IOException("no space left\non device");
    assertThat(describe(new IllegalStateException("cannot unpack", cause)).reason())
        .isEqualTo(
            "threw java.lang.IllegalStateException: cannot unpack, caused by java.io.IOException: no space left on device");
    assertThat(describe(new IllegalStateException(cause)).reason())
        .isEqualTo(
            "threw java.lang.IllegalStateException: java.io.IOException: no space left on device");
  }

  /** Describes it as a worker does, whose context class loader is the backend's. */
  private static Event.Failed describe(Throwable failure) throws IOException {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {url(Path.of("/plugin/lib/a.jar"))})) {
      Thread.currentThread().setContextClassLoader(loader);
      return Failures.describe(failure);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }
}
