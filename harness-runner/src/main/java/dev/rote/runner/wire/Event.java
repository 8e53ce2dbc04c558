package dev.rote.runner.wire;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rote.runner.result.Outcome;

/** What a worker tells its parent: one line of JSON each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "event")
public sealed interface Event
    permits Event.Failed,
        Converge.Event,
        TraceSteps.Traced,
        Attest.Attested,
        MeasureFork.ForkMeasured,
        MeasurePeak.PeakMeasured,
        Probe.Probed,
        RunTask.Answered {
  /**
   * The job ended with an exception.
   *
   * @param reason one sentence
   */
  record Failed(Outcome outcome, String reason) implements Event {}
}
