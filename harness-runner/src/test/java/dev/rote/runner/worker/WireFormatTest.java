package dev.rote.runner.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireFormatTest {
  static Stream<WorkerEvent> events() {
    return Stream.of(
        new WorkerEvent.Trace(3, List.of(0.1f, Float.NaN, Float.POSITIVE_INFINITY, 1e-40f)),
        new WorkerEvent.EpochDone(
            new EpochReport(
                1,
                15,
                0.01f,
                new Evaluation(Double.NaN, 640, 640),
                Optional.of(new Evaluation(0.1, 3, 100)),
                1.5,
                0.5,
                "order",
                Optional.of("images")),
            OptionalLong.of(1L << 40)),
        new WorkerEvent.Finished(
            Outcome.NOT_REACHED, Optional.empty(), Optional.of("hash"), OptionalLong.empty()),
        new WorkerEvent.Probed(new Device(DeviceKind.CUDA, 1), Optional.empty(), "a \"reason\"\n"),
        new WorkerEvent.Attested(42, Optional.of(List.of(1L, 42L))),
        new WorkerEvent.Traced(
            List.of(0.1f, Float.NaN),
            Optional.of(new WorkerEvent.Beside(List.of(0.25f), List.of(Float.POSITIVE_INFINITY)))),
        new WorkerEvent.ForkMeasured(new ForkSamples(List.of(1.25), List.of(2.5), true)));
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventIsOneLineAndArrivesAsItWas(WorkerEvent event) {
    String line = WireFormat.write(event);

    assertThat(line).doesNotContain("\n");
    assertThat(WireFormat.readEvent(line)).contains(event);
  }

  @Test
  void halfALineIsNoEvent() {
    String line = WireFormat.write(new WorkerEvent.FirstStepDone(1.5));

    assertThat(WireFormat.readEvent(line.substring(0, line.length() / 2))).isEmpty();
  }

  @Test
  void aJobArrivesAsItWas() {
    WorkerJob job =
        new WorkerJob.MeasureThroughput(
            new WorkerJob.Cell(
                "{\"name\": \"suite\"}",
                "model/labels/seed-1",
                new WorkerJob.BackendRef("reference", List.of(Path.of("/a b/ü.jar"))),
                Device.first(DeviceKind.ONEDNN),
                2,
                List.of(Path.of("/data"))),
            128,
            1,
            Duration.ofMillis(300),
            3,
            Duration.ofSeconds(2),
            List.of("-Xmx1g"));

    assertThat(WireFormat.readJob(WireFormat.write(job))).isEqualTo(job);
  }
}
