package dev.rote.runner.cell;

import dev.rote.api.Layer;
import dev.rote.runner.attestation.AttestationJudge;
import dev.rote.runner.process.WorkerLaunch;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.wire.Attest;
import java.io.IOException;

/** Lets a cell show, in a short untimed run of its own, which kernels execute its work. */
public final class AttestationRunner {
  private AttestationRunner() {}

  /**
   * Attests a cell.
   *
   * @param request the cell; its log should be one of its own, as it fills with evidence
   * @throws IOException if the log cannot be written or no process can be started
   */
  public static Attestation run(CellRequest request) throws IOException {
    return switch (CellLaunch.of(request, request.experiment().stop().timeout())) {
      case CellLaunch.Refused(CellObjection objection) -> Attestation.none(objection.reason());
      case CellLaunch.Ready(WorkerLaunch launch) ->
          attest(request, launch.with("ONEDNN_VERBOSE", "1"));
    };
  }

  private static Attestation attest(CellRequest request, WorkerLaunch launch) throws IOException {
    JobResult<Attest.Attested> result =
        JobResult.of(
            request.processes(), launch, new Attest(request.work()), Attest.Attested.class);
    if (result.answer().isEmpty()) {
      return Attestation.none("the attested run failed: " + result.requireFailure().reason());
    }
    Attest.Attested attested = result.answer().get();
    return AttestationJudge.ofLog(
        request.device(),
        request.experiment().model().contains(Layer.Conv2d.class),
        request.log(),
        attested.pid(),
        attested.gpuProcesses());
  }
}
