package dev.rote.runner.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.data.Augmentation;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.result.ClosedForm;
import dev.rote.runner.result.Contention;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Evaluation;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.Hashes;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.MinimumNorm;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.evidence.LoadedLibrary;
import dev.rote.runner.result.evidence.MathLibrary;
import dev.rote.runner.result.evidence.ProbeLogits;
import dev.rote.runner.result.evidence.ProcessEvidence;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireFormatTest {
  private static final ProbeLogits LOGITS = new ProbeLogits(List.of(0.5f, Float.NaN), List.of());

  static Stream<Event> events() {
    return Stream.of(
        new Event.Failed(Outcome.CRASHED, "it broke"),
        new Converge.Started("Java 21", Hashes.NONE.withOrder("abc")),
        new Converge.TracePart(3, List.of(0.1f, Float.NaN, Float.POSITIVE_INFINITY, 1e-40f)),
        new Converge.EpochDone(
            new EpochResult(
                1,
                15,
                0.01f,
                new Evaluation(Double.NaN, 640, 640),
                Optional.of(new Evaluation(0.1, 3, 100)),
                1.5,
                0.5,
                "order",
                Optional.of("images"),
                OptionalDouble.of(1e-7)),
            OptionalLong.of(1L << 40)),
        new Converge.Finished(
            Outcome.NOT_REACHED,
            Optional.empty(),
            Optional.of("hash"),
            Optional.of(
                new ClosedForm(
                    OptionalDouble.of(0.01),
                    Optional.of(new MinimumNorm(2, 1.5, 0.5, 1e-7, OptionalDouble.of(0.25))))),
            OptionalLong.empty()),
        new Probe.Probed(new Device(DeviceKind.CUDA, 1), Optional.empty(), "a \"reason\"\n"),
        new Attest.Attested(
            new ProcessEvidence(
                42,
                Optional.of(
                    List.of(
                        new LoadedLibrary(
                            "libx.so",
                            7,
                            List.of(new MathLibrary("MKL", Optional.of("2024.2"))),
                            true))),
                List.of("/dev/nvidia0"),
                Optional.of(List.of(1L, 42L)))),
        new TraceSteps.Traced(
            List.of(0.1, Double.NaN),
            LOGITS,
            Optional.of(
                new ReferenceTrace.Beside(
                    List.of(0.25),
                    List.of(Double.POSITIVE_INFINITY),
                    Optional.of(LOGITS),
                    Optional.empty()))),
        new Converge.Predicted(LOGITS),
        new MeasureFork.ForkMeasured(
            new ForkSamples(
                List.of(
                    new Iteration(
                        1.25,
                        0.5,
                        OptionalDouble.of(0.75),
                        Optional.of(
                            new Contention(
                                OptionalLong.of(5),
                                OptionalLong.of(0),
                                OptionalDouble.of(0.25),
                                OptionalDouble.of(0.01),
                                OptionalDouble.empty())))),
                List.of(new Iteration(2.5, 0.5, OptionalDouble.empty(), Optional.empty())),
                true)),
        new MeasurePeak.PeakMeasured(1e11),
        new RunTask.Answered("yes"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventIsOneLineAndArrivesAsItWas(Event event) {
    String line = WireFormat.write(event);

    assertThat(line).doesNotContain("\n");
    assertThat(WireFormat.readEvent(line)).contains(event);
  }

  @Test
  void halfALineIsNoEvent() {
    String line = WireFormat.write(new Converge.FirstStepDone(1.5));

    assertThat(WireFormat.readEvent(line.substring(0, line.length() / 2))).isEmpty();
  }

  static Stream<Job> jobs() {
    CellWork cell =
        new CellWork(
            SmallSuite.DEFAULT.withAugmentation(Augmentation.NONE.withCrop(0)).experiment(),
            new BackendRef("reference", List.of(Path.of("/a b/ü.jar"))),
            Device.first(DeviceKind.ONEDNN),
            2,
            List.of(Path.of("/data")));
    return Stream.of(
        new Converge(cell, 20, 3),
        new TraceSteps(cell, 20, true),
        new Attest(cell),
        new MeasureFork(cell, 128, SmallSuite.DEFAULT.suite().measure(), 0.1),
        new MeasurePeak(2),
        new Control(cell.backend(), cell.device(), 2),
        new Probe(cell.backend(), List.of(cell.device())),
        new RunTask("a.Task", cell.backend(), cell.device(), 1, List.of("x")));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void aJobArrivesAsItWasWithItsResolvedExperiment(Job job) {
    assertThat(WireFormat.readJob(WireFormat.write(job))).isEqualTo(job);
  }

  /** Every kind of layer, of which a model may consist, gets there. */
  @ParameterizedTest
  @MethodSource("dev.rote.runner.suite.yaml.ShippedSuites#experiments")
  void everyShippedExperimentArrivesAsItWas(Experiment experiment) {
    CellWork cell =
        new CellWork(
            experiment,
            new BackendRef("reference", List.of()),
            Device.first(DeviceKind.CPU),
            1,
            List.of());

    assertThat(WireFormat.readJob(WireFormat.write(new Converge(cell, 20, 3))))
        .isEqualTo(new Converge(cell, 20, 3));
  }
}
