package dev.rote.runner.worker;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rote.api.Device;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a worker tells its parent: one line of JSON each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "event")
sealed interface WorkerEvent {
  /** The device is there; the inputs are prepared and about to be handed to the backend. */
  record Started(String framework, Hashes hashes) implements WorkerEvent {}

  /** The first step is done, this long after the start of the JVM without preparing the data. */
  record FirstStepDone(double startupSeconds) implements WorkerEvent {}

  /** The losses of some of the first steps, {@code first} counted from 0. */
  record Trace(int first, List<Float> losses) implements WorkerEvent {
    public Trace {
      losses = List.copyOf(losses);
    }
  }

  /** Training goes on; sent a few times a second at most. */
  record Progress(int epoch, int step, int steps, float loss) implements WorkerEvent {}

  /** An epoch was trained and evaluated. */
  record EpochDone(EpochReport report, OptionalLong peakRssBytes) implements WorkerEvent {}

  /** Training ended by the stop rule or because it diverged. */
  record Finished(
      Outcome outcome,
      Optional<String> reason,
      Optional<String> finalParameters,
      OptionalLong peakRssBytes)
      implements WorkerEvent {}

  /** The job ended with an exception. */
  record Failed(Outcome outcome, String reason) implements WorkerEvent {}

  /**
   * The answer about one device.
   *
   * @param framework present if it is available
   * @param detail further information, or the reason why it is not available
   */
  record Probed(Device device, Optional<String> framework, String detail) implements WorkerEvent {}

  /** One JMH fork was measured. */
  record ForkMeasured(ForkSamples samples) implements WorkerEvent {}

  /**
   * The attested run is over.
   *
   * @param gpuProcesses the process ids that the driver lists as computing, or empty if it was not
   *     asked or gave no answer
   */
  record Attested(long pid, Optional<List<Long>> gpuProcesses) implements WorkerEvent {}

  /** A task of a module on top of this one has something to say. */
  record Answered(String text) implements WorkerEvent {}

  /**
   * The first steps are done.
   *
   * @param trace the loss of every step
   * @param beside what came of starting beside the initial parameters, if that was wanted
   */
  record Traced(List<Float> trace, Optional<Beside> beside) implements WorkerEvent {
    public Traced {
      trace = List.copyOf(trace);
    }
  }

  /**
   * What came of starting beside the initial parameters.
   *
   * @param oneUlp the loss of every step from one ulp beside
   * @param disturbed the same from {@link dev.rote.runner.parity.ParityTolerance#DISTURBANCE_ULPS}
   *     ulps beside
   */
  record Beside(List<Float> oneUlp, List<Float> disturbed) {
    public Beside {
      oneUlp = List.copyOf(oneUlp);
      disturbed = List.copyOf(disturbed);
    }
  }

  /** The machine's peak in floating-point operations per second. */
  record PeakMeasured(double flopsPerSecond) implements WorkerEvent {}
}
