package dev.rote.runner.wire;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a worker is to do: the contents of the file that its process is started with. A job says
 * beside itself which events answer it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "job")
public sealed interface Job
    permits Converge, TraceSteps, Attest, Control, MeasureFork, MeasurePeak, Probe, RunTask {}
