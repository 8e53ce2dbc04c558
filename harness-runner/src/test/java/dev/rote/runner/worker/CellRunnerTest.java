package dev.rote.runner.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rote.backend.reference.ReferenceBackend;
import dev.rote.runner.data.Augmentation;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.fixture.backends.ScriptedBackend;
import dev.rote.runner.suite.StopRule.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CellRunnerTest {
  private static final SmallSuite SUITE = SmallSuite.DEFAULT;

  @TempDir private Path directory;
  private Cells cells;

  @BeforeEach
  void createCells() {
    cells = new Cells(directory);
  }

  @Test
  void aCellReachesWhatTheStopRuleAsksFor() {
    CellReport report = cells.run(ReferenceBackend.class, SUITE);

    assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.REACHED);
    assertThat(report.reason()).isEmpty();
    assertThat(report.framework()).get().asString().startsWith("Java ");
    assertThat(report.trainAccuracy()).hasValue(1);
    assertThat(report.toZero().keySet()).containsExactly("error", "loss0.5", "loss0.001");
    assertThat(report.toZero().get("error"))
        .hasValueSatisfying(milestone -> {
          assertThat(milestone.epoch()).isEqualTo(report.epochs().size());
          assertThat(milestone.steps()).isEqualTo(milestone.epoch() * 6L);
          assertThat(milestone.seconds()).isPositive();
        });
    assertThat(report.trace())
        .hasSize(Math.min(Convergence.TRACE_STEPS, 6 * report.epochs().size()));
    assertThat(report.startupSeconds()).isPresent();
    assertThat(report.hashes()).get().extracting(Hashes::order).isNotEqualTo("");
    assertThat(report.epochs().getFirst().order())
        .isEqualTo(report.hashes().orElseThrow().order().orElseThrow());
  }

  @Test
  void anEpochIsReportedAsItEnds() throws IOException {
    List<Integer> epochs = new ArrayList<>();
    CellListener listener =
        new CellListener() {
          @Override
          public void epochDone(EpochReport epoch) {
            epochs.add(epoch.epoch());
          }
        };

    CellRunner.run(
        cells.request(ScriptedBackend.Prints.class, SUITE.withStop(Until.ERROR, 3, minute())),
        listener);

    assertThat(epochs).containsExactly(1, 2, 3);
  }

  @Test
  void untilAllMeansEveryThreshold() {
    CellReport report = cells.run(ReferenceBackend.class, SUITE.withStop(Until.ALL, 3, minute()));

    assertThat(report.outcome()).isEqualTo(Outcome.NOT_REACHED);
    assertThat(report.epochs()).hasSize(3);
    assertThat(report.toZero().get("loss0.001")).isEmpty();
  }

  @Test
  void aHugeLearningRateDivergesAndIsNoError() {
    CellReport report = cells.run(ReferenceBackend.class, SUITE.withLearningRate(1e37));

    assertThat(report.outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(report.reason()).get().asString().contains("the loss");
  }

  @Test
  void twoRunsAreBitIdentical() {
    SmallSuite suite = SUITE.withStop(Until.ALL, 2, minute());

    CellReport first = cells.run(ReferenceBackend.class, suite);
    CellReport second = cells.run(ReferenceBackend.class, suite);

    assertThat(second.hashes()).isEqualTo(first.hashes());
    assertThat(second.trace()).isEqualTo(first.trace());
    assertThat(first.hashes().orElseThrow().finalParameters()).isPresent();
    assertThat(losses(second)).isEqualTo(losses(first));
  }

  private static List<Double> losses(CellReport report) {
    return report.epochs().stream().map(epoch -> epoch.train().loss()).toList();
  }

  @Test
  void corruptedLabelsChangeTheirHashAndNoOther() {
    SmallSuite suite = SUITE.withStop(Until.ALL, 1, minute());

    Hashes clean = cells.run(ReferenceBackend.class, suite).hashes().orElseThrow();
    Hashes corrupted =
        cells.run(ReferenceBackend.class, suite.withLabelCorruption(1)).hashes().orElseThrow();

    assertThat(corrupted)
        .usingRecursiveComparison()
        .ignoringFields("labels", "finalParameters")
        .isEqualTo(clean);
    assertThat(corrupted.labels()).isNotEqualTo(clean.labels());
    assertThat(corrupted.finalParameters()).isNotEqualTo(clean.finalParameters());
  }

  @Test
  void anotherSeedChangesParametersAndOrder() {
    SmallSuite suite = SUITE.withStop(Until.ALL, 1, minute());

    Hashes one = cells.run(ReferenceBackend.class, suite).hashes().orElseThrow();
    Hashes two = cells.run(ReferenceBackend.class, suite.withSeed(2)).hashes().orElseThrow();

    assertThat(two.images()).isEqualTo(one.images());
    assertThat(two.parameters()).isNotEqualTo(one.parameters());
    assertThat(two.order()).isNotEqualTo(one.order());
  }

  @Test
  void anAugmentedEpochHasImagesOfItsOwn() {
    CellReport report =
        cells.run(
            ReferenceBackend.class,
            SUITE.withAugmentation(Augmentation.RANDOM_CROP).withStop(Until.ALL, 2, minute()));

    assertThat(report.epochs())
        .extracting(EpochReport::augmentedImages)
        .doesNotHaveDuplicates()
        .allSatisfy(hash -> assertThat(hash).isPresent());
  }

  static Stream<Arguments> badEnds() {
    return Stream.of(
        arguments(ScriptedBackend.Exits.class, Outcome.CRASHED, "exited with code 3"),
        arguments(ScriptedBackend.ExitsWithZero.class, Outcome.CRASHED, "exited with code 0"),
        arguments(
            ScriptedBackend.Throws.class,
            Outcome.CRASHED,
            "threw java.lang.IllegalStateException: the weights are on fire"),
        arguments(ScriptedBackend.ExhaustsHeap.class, Outcome.CRASHED, "out of memory"),
        arguments(ScriptedBackend.IsKilled.class, Outcome.CRASHED, "SIGKILL: perhaps the system"),
        arguments(ScriptedBackend.Segfaults.class, Outcome.CRASHED, "crashed with SIGSEGV"),
        arguments(ScriptedBackend.Diverges.class, Outcome.DIVERGED, "NaN at step 1 of epoch 2"));
  }

  @ParameterizedTest
  @MethodSource("badEnds")
  void whateverEndsAWorkerIsAnOutcomeAndKeepsTheEpochsBefore(
      Class<?> backend, Outcome outcome, String reason) {
    CellReport report = cells.run(backend, SUITE);

    assertThat(report.outcome()).as(report.toString()).isEqualTo(outcome);
    assertThat(report.reason()).get().asString().contains(reason).doesNotContain("\n");
    assertThat(report.epochs()).hasSize(1);
    assertThat(report.log()).exists();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(ScriptedBackend.LacksLayer.class, Outcome.UNSUPPORTED, "flatten1"),
        arguments(ScriptedBackend.DeclaresLack.class, Outcome.UNSUPPORTED, "dense1"),
        arguments(ScriptedBackend.IsOlder.class, Outcome.UNSUPPORTED, "newer than the API"),
        arguments(ScriptedBackend.LacksNative.class, Outcome.UNAVAILABLE, "rote-no-such-library"),
        arguments(ScriptedBackend.LosesDevice.class, Outcome.UNAVAILABLE, "unplugged"),
        arguments(ScriptedBackend.LacksDevice.class, Outcome.UNAVAILABLE, "buy one"),
        arguments(
            ScriptedBackend.CannotStart.class,
            Outcome.CRASHED,
            "its JVM did not start: Unrecognized VM option 'NoSuchOption'"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aCellThatCannotBeginSaysWhy(Class<?> backend, Outcome outcome, String reason) {
    CellReport report = cells.run(backend, SUITE);

    assertThat(report.outcome()).as(report.toString()).isEqualTo(outcome);
    assertThat(report.reason()).get().asString().contains(reason);
    assertThat(report.epochs()).isEmpty();
  }

  @Test
  void aHangIsEndedByTheTimeout() {
    CellReport report =
        cells.run(
            ScriptedBackend.Hangs.class, SUITE.withStop(Until.ERROR, 9, Duration.ofSeconds(3)));

    assertThat(report.outcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(report.reason()).get().asString().contains("stopped after 3 s");
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  @Test
  void whatABackendPrintsIsInTheLogAndHarmsNothing() throws IOException {
    CellReport report =
        cells.run(ScriptedBackend.Prints.class, SUITE.withStop(Until.ERROR, 2, minute()));

    assertThat(report.outcome()).isEqualTo(Outcome.NOT_REACHED);
    assertThat(report.epochs()).hasSize(2);
    assertThat(Files.readString(report.log(), StandardCharsets.ISO_8859_1))
        .contains("Finished", "no end of line");
  }

  @Test
  void anEvaluationCountsTheWholeTrainingSet() {
    EpochReport epoch =
        cells
            .run(ScriptedBackend.Prints.class, SUITE.withStop(Until.ERROR, 1, minute()))
            .epochs()
            .getFirst();

    // Logits of zero are a tie of all ten classes, which the lowest one wins.
    assertThat(epoch.train().loss()).isEqualTo(Math.log(10));
    assertThat(epoch.train().wrong()).isBetween(1, 63);
    assertThat(epoch.test()).isPresent();
  }

  private static Duration minute() {
    return Duration.ofMinutes(1);
  }
}
