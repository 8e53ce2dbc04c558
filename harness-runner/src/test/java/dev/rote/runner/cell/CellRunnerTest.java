package dev.rote.runner.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rote.api.Loss;
import dev.rote.backend.reference.ReferenceBackend;
import dev.rote.runner.data.Augmentation;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.fixture.backends.ScriptedBackend;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Hashes;
import dev.rote.runner.result.Learning;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.Zero;
import dev.rote.runner.suite.LearningRate;
import dev.rote.runner.suite.StopRule.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
    CellResult report = cells.run(ReferenceBackend.class, SUITE);

    assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.REACHED);
    assertThat(report.ending().reason()).isEmpty();
    assertThat(report.worker().framework()).get().asString().startsWith("Java ");
    assertThat(report.learning().trainAccuracy()).hasValue(1);
    assertThat(report.learning().epochsToZero().keySet())
        .containsExactly("error", "loss0.5", "loss0.001");
    assertThat(report.learning().zeroError().flatMap(Zero::reached))
        .hasValueSatisfying(milestone -> {
          assertThat(milestone.epoch()).isEqualTo(report.learning().epochs().size());
          assertThat(milestone.steps()).isEqualTo(milestone.epoch() * 6L);
          assertThat(milestone.seconds()).isPositive();
        });
    assertThat(report.learning().trace())
        .hasSize(Math.min(100, 6 * report.learning().epochs().size()));
    assertThat(report.worker().startupSeconds()).isPresent();
    assertThat(report.learning().hashes().order()).isPresent();
    assertThat(report.learning().epochs().getFirst().order())
        .isEqualTo(report.learning().hashes().order().orElseThrow());
  }

  @Test
  void anEpochIsReportedAsItEnds() throws IOException {
    List<Integer> epochs = new ArrayList<>();
    CellListener listener =
        new CellListener() {
          @Override
          public void epochDone(EpochResult epoch) {
            epochs.add(epoch.epoch());
          }
        };

    CellRunner.run(
        cells.request(ScriptedBackend.Prints.class, SUITE.withStop(Until.ERROR, 3, minute())),
        20,
        listener);

    assertThat(epochs).containsExactly(1, 2, 3);
  }

  @Test
  void untilAllMeansEveryThreshold() {
    CellResult report = cells.run(ReferenceBackend.class, SUITE.withStop(Until.ALL, 3, minute()));

    assertThat(report.outcome()).isEqualTo(Outcome.NOT_REACHED);
    assertThat(report.learning().epochs()).hasSize(3);
    assertThat(report.learning().zeroLoss().flatMap(Zero::reached)).isEmpty();
    assertThat(report.ending().reason()).get().asString().contains("after 3 epochs");
  }

  @Test
  void aHugeLearningRateDivergesAndIsNoError() {
    CellResult report = cells.run(ReferenceBackend.class, SUITE.withLearningRate(1e37));

    assertThat(report.outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(report.ending().reason()).get().asString().contains("the loss");
  }

  @Test
  void twoRunsAreBitIdentical() {
    SmallSuite suite = SUITE.withStop(Until.ALL, 2, minute());

    CellResult first = cells.run(ReferenceBackend.class, suite);
    CellResult second = cells.run(ReferenceBackend.class, suite);

    assertThat(second.learning().hashes()).isEqualTo(first.learning().hashes());
    assertThat(second.learning().trace()).isEqualTo(first.learning().trace());
    assertThat(first.learning().hashes().finalParameters()).isPresent();
    assertThat(losses(second)).isEqualTo(losses(first));
  }

  private static List<Double> losses(CellResult report) {
    return report.learning().epochs().stream().map(epoch -> epoch.train().loss()).toList();
  }

  @Test
  void corruptedLabelsChangeTheirHashAndNoOther() {
    SmallSuite suite = SUITE.withStop(Until.ALL, 1, minute());

    Hashes clean = cells.run(ReferenceBackend.class, suite).learning().hashes();
    Hashes corrupted =
        cells.run(ReferenceBackend.class, suite.withLabelCorruption(1)).learning().hashes();

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

    Hashes one = cells.run(ReferenceBackend.class, suite).learning().hashes();
    Hashes two = cells.run(ReferenceBackend.class, suite.withSeed(2)).learning().hashes();

    assertThat(two.images()).isEqualTo(one.images());
    assertThat(two.parameters()).isNotEqualTo(one.parameters());
    assertThat(two.order()).isNotEqualTo(one.order());
  }

  @Test
  void anAugmentedEpochHasImagesOfItsOwn() {
    CellResult report =
        cells.run(
            ReferenceBackend.class,
            SUITE.withAugmentation(Augmentation.NONE.withCrop(0)).withStop(Until.ALL, 2, minute()));

    assertThat(report.learning().epochs())
        .extracting(EpochResult::augmentedImages)
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
    CellResult report = cells.run(backend, SUITE);

    assertThat(report.outcome()).as(report.toString()).isEqualTo(outcome);
    assertThat(report.ending().reason()).get().asString().contains(reason).doesNotContain("\n");
    assertThat(report.learning().epochs()).hasSize(1);
    assertThat(directory.resolve(report.ending().log().orElseThrow())).exists();
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
    CellResult report = cells.run(backend, SUITE);

    assertThat(report.outcome()).as(report.toString()).isEqualTo(outcome);
    assertThat(report.ending().reason()).get().asString().contains(reason);
    assertThat(report.learning().epochs()).isEmpty();
  }

  @Test
  void aHangIsEndedByTheTimeout() {
    // Other tests keep a browser.
    List<ProcessHandle> before = ProcessHandle.current().children().toList();

    CellResult report =
        cells.run(
            ScriptedBackend.Hangs.class, SUITE.withStop(Until.ERROR, 9, Duration.ofSeconds(12)));

    assertThat(report.outcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(report.ending().reason()).get().asString().contains("stopped after 12 s");
    assertThat(directory.resolve("logs").resolve("Hangs.log"))
        .content()
        .containsPattern("\"rote-trainer\"(.*\\R){1,9}.*ScriptedBackend\\$Hangs.act");
    assertThat(ProcessHandle.current().children()).isSubsetOf(before);
  }

  @Test
  void whatABackendPrintsIsInTheLogAndHarmsNothing() throws IOException {
    CellResult report =
        cells.run(ScriptedBackend.Prints.class, SUITE.withStop(Until.ERROR, 2, minute()));

    assertThat(report.outcome()).isEqualTo(Outcome.NOT_REACHED);
    assertThat(report.learning().epochs()).hasSize(2);
    assertThat(
            Files.readString(
                directory.resolve(report.ending().log().orElseThrow()),
                StandardCharsets.ISO_8859_1))
        .contains("Finished", "no end of line");
  }

  @Test
  void anEvaluationCountsTheWholeTrainingSet() {
    EpochResult epoch =
        cells
            .run(ScriptedBackend.Prints.class, SUITE.withStop(Until.ERROR, 1, minute()))
            .learning()
            .epochs()
            .getFirst();

    // Logits of zero are a tie of all ten classes, which the lowest one wins.
    assertThat(epoch.train().loss()).isEqualTo(Math.log(10));
    assertThat(epoch.train().wrong()).isBetween(1, 63);
    assertThat(epoch.test()).isPresent();
  }

  @Test
  void aCellTrainsAndIsEvaluatedWithTheLossOfItsExperiment() throws IOException {
    Experiment experiment =
        withLoss(SUITE.withStop(Until.ERROR, 3, minute()).experiment(), Loss.SQUARED);

    Learning learning =
        CellRunner.run(cells.request(ReferenceBackend.class, experiment), 20, CellListener.NONE)
            .learning();
    double untrained =
        CellRunner.run(
                cells.request(ScriptedBackend.Prints.class, experiment), 20, CellListener.NONE)
            .learning()
            .epochs()
            .getFirst()
            .train()
            .loss();

    // What each epoch begins with is what the evaluation before it says, to float32.
    assertThat(learning.epochs().get(1).firstLossDifference().orElseThrow()).isLessThan(1e-6);
    assertThat(learning.epochs().get(2).firstLossDifference().orElseThrow()).isLessThan(1e-6);
    // Logits of zero are 1 away from the label and 0 from all others.
    assertThat(untrained).isEqualTo(0.5);
  }

  @Test
  void everyStepHasItsRateInARunAndWhereTheFirstStepsAreTrainedAlone() throws IOException {
    LearningRate rate = new LearningRate(0.5, new LearningRate.ExponentialDecay(0.5), 2);
    CellRequest request =
        cells.request(
            ScriptedBackend.ShowsRates.class,
            withRate(SUITE.withStop(Until.ERROR, 3, minute()).experiment(), rate));
    List<Float> rates =
        IntStream.range(0, 18).mapToObj(step -> rate.at(step / 6, step % 6, 6)).toList();

    CellResult report = CellRunner.run(request, 14, CellListener.NONE);
    ReferenceTrace first = TraceRunner.run(request, "itself", 14, false);

    assertThat(report.learning().trace()).containsExactlyElementsOf(rates);
    assertThat(first.trace().stream().map(Double::floatValue))
        .containsExactlyElementsOf(rates.subList(0, 14));
    assertThat(report.learning().epochs())
        .extracting(EpochResult::learningRate)
        .containsExactly(0.25f, 0.25f, 0.125f);
  }

  private static Experiment withRate(Experiment experiment, LearningRate rate) {
    return new Experiment(
        experiment.id(),
        experiment.name(),
        experiment.model(),
        experiment.data(),
        experiment.loss(),
        experiment.optimizer(),
        rate,
        experiment.batchSize(),
        experiment.seed(),
        experiment.start(),
        experiment.thresholds(),
        experiment.stop());
  }

  private static Experiment withLoss(Experiment experiment, Loss loss) {
    return new Experiment(
        experiment.id(),
        experiment.name(),
        experiment.model(),
        experiment.data(),
        loss,
        experiment.optimizer(),
        experiment.learningRate(),
        experiment.batchSize(),
        experiment.seed(),
        experiment.start(),
        experiment.thresholds(),
        experiment.stop());
  }

  private static Duration minute() {
    return Duration.ofMinutes(1);
  }
}
