package dev.rote.runner.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rote.backend.reference.ReferenceBackend;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.fixture.backends.ScriptedBackend;
import dev.rote.runner.worker.ThroughputRunner.ForkReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ThroughputRunnerTest {
  @TempDir private Path directory;
  private Cells cells;

  @BeforeEach
  void createCells() {
    cells = new Cells(directory);
  }

  @Test
  void aForkGivesExamplesPerSecondForEveryIteration() throws IOException {
    ForkReport fork = measure(ReferenceBackend.class);

    assertThat(fork.outcome()).as(fork.toString()).isEqualTo(Outcome.REACHED);
    assertThat(fork.samples())
        .hasValueSatisfying(samples -> {
          assertThat(samples.train()).hasSize(2).allMatch(rate -> rate > 0);
          assertThat(samples.predict()).hasSize(2).allMatch(rate -> rate > 0);
          assertThat(samples.finite()).isTrue();
        });
  }

  @Test
  void lossesThatAreNotFiniteAreNoted() throws IOException {
    ForkReport fork = measure(ScriptedBackend.Diverges.class);

    assertThat(fork.samples())
        .hasValueSatisfying(samples -> assertThat(samples.finite()).isFalse());
  }

  @Test
  void aForkThatFailsSaysWhy() throws IOException {
    ForkReport fork = measure(ScriptedBackend.Throws.class);

    assertThat(fork.outcome()).isEqualTo(Outcome.CRASHED);
    assertThat(fork.reason()).get().asString().contains("the weights are on fire");
    assertThat(fork.samples()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void aForkThatEndsWithoutAWordSaysHow(Class<?> backend, String reason) throws IOException {
    ForkReport fork = measure(backend);

    assertThat(fork.outcome()).isEqualTo(Outcome.CRASHED);
    assertThat(fork.reason()).get().asString().contains(reason);
  }

  static Stream<Arguments> aForkThatEndsWithoutAWordSaysHow() {
    return Stream.of(
        arguments(ScriptedBackend.Exits.class, "explicit System.exit was called"),
        arguments(ScriptedBackend.IsKilled.class, "SIGKILL"),
        arguments(ScriptedBackend.Segfaults.class, "crashed with SIGSEGV"));
  }

  @Test
  void aBackendThatLacksALayerIsUnsupported() throws IOException {
    ForkReport fork = measure(ScriptedBackend.LacksLayer.class);

    assertThat(fork.outcome()).as(fork.toString()).isEqualTo(Outcome.UNSUPPORTED);
  }

  private ForkReport measure(Class<?> backend) throws IOException {
    SmallSuite suite = SmallSuite.DEFAULT;
    return ThroughputRunner.run(cells.request(backend, suite), 10, suite.suite().measure());
  }
}
