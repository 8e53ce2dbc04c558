package dev.rote.runner.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rote.backend.reference.ReferenceBackend;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.fixture.backends.ScriptedBackend;
import dev.rote.runner.plan.ThroughputCell;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.result.Contention;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForkRunnerTest {
  @TempDir private Path directory;
  private Cells cells;

  @BeforeEach
  void createCells() {
    cells = new Cells(directory);
  }

  @Test
  void aForkGivesExamplesPerSecondForEveryIteration() throws IOException {
    ForkResult fork = measure(ReferenceBackend.class);

    assertThat(fork.ending().outcome()).as(fork.toString()).isEqualTo(Outcome.REACHED);
    assertThat(fork.samples())
        .hasValueSatisfying(samples -> {
          assertThat(samples.train()).hasSize(2).allSatisfy(ForkRunnerTest::isMeasured);
          assertThat(samples.predict()).hasSize(2).allSatisfy(ForkRunnerTest::isMeasured);
          assertThat(samples.finite()).isTrue();
        });
  }

  @Test
  void lossesThatAreNotFiniteAreNoted() throws IOException {
    ForkResult fork = measure(ScriptedBackend.Diverges.class);

    assertThat(fork.samples())
        .hasValueSatisfying(samples -> assertThat(samples.finite()).isFalse());
  }

  @Test
  void aForkThatFailsSaysWhy() throws IOException {
    ForkResult fork = measure(ScriptedBackend.Throws.class);

    assertThat(fork.ending().outcome()).isEqualTo(Outcome.CRASHED);
    assertThat(fork.ending().reason()).get().asString().contains("the weights are on fire");
    assertThat(fork.samples()).isEmpty();
    // The stack of the exception, at least.
    assertThat(fork.printedBytes().orElseThrow()).isGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource
  void aForkThatEndsWithoutAWordSaysHow(Class<?> backend, String reason) throws IOException {
    ForkResult fork = measure(backend);

    assertThat(fork.ending().outcome()).isEqualTo(Outcome.CRASHED);
    assertThat(fork.ending().reason()).get().asString().contains(reason);
  }

  static Stream<Arguments> aForkThatEndsWithoutAWordSaysHow() {
    return Stream.of(
        arguments(ScriptedBackend.Exits.class, "exited with code 3"),
        arguments(ScriptedBackend.ExitsWithZero.class, "the backend called exit or halt"),
        arguments(ScriptedBackend.HaltsWithZero.class, "the backend called exit or halt"),
        arguments(ScriptedBackend.OpensNull.class, "OpensNull.open returns null instead"),
        arguments(ScriptedBackend.IsKilled.class, "SIGKILL"),
        arguments(ScriptedBackend.Segfaults.class, "crashed with SIGSEGV"));
  }

  @Test
  void aBackendThatLacksALayerIsUnsupported() throws IOException {
    ForkResult fork = measure(ScriptedBackend.LacksLayer.class);

    assertThat(fork.ending().outcome()).as(fork.toString()).isEqualTo(Outcome.UNSUPPORTED);
  }

  private static void isMeasured(Iteration iteration) {
    assertThat(iteration.examplesPerSecond()).isPositive();
    assertThat(iteration.seconds()).isPositive();
    if (Files.isDirectory(Path.of("/proc/self/task"))) {
      assertThat(iteration.processorSeconds()).isPresent();
      assertThat(iteration.processorSeconds().getAsDouble()).isPositive();
      Contention contention = iteration.contention().orElseThrow();
      assertThat(contention.voluntarySwitches().orElseThrow()).isNotNegative();
      assertThat(contention.involuntarySwitches().orElseThrow()).isNotNegative();
      assertThat(contention.waitingSeconds().orElseThrow()).isNotNegative();
    }
  }

  private ForkResult measure(Class<?> backend) throws IOException {
    SmallSuite suite = SmallSuite.DEFAULT;
    CellRequest request = cells.request(backend, suite);
    ThroughputCell cell = new ThroughputCell(10, request.cell().target(), suite.experiment());
    return ForkRunner.run(request, new Unit.Fork(cell, suite.suite().measure(), 1, 0));
  }
}
