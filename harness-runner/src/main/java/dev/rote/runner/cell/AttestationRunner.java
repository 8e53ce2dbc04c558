package dev.rote.runner.cell;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Layer;
import dev.rote.runner.attestation.AttestationJudge;
import dev.rote.runner.attestation.NativeLog;
import dev.rote.runner.plan.Cell;
import dev.rote.runner.plan.Target;
import dev.rote.runner.process.WorkerLaunch;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.evidence.ProcessEvidence;
import dev.rote.runner.wire.Attest;
import dev.rote.runner.wire.Control;
import dev.rote.runner.wire.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

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
      case CellLaunch.Refused(CellObjection objection) -> Attestation.notMade(objection.reason());
      case CellLaunch.Ready(WorkerLaunch launch) -> attest(request, launch);
    };
  }

  private static Attestation attest(CellRequest request, WorkerLaunch launch) throws IOException {
    JobResult<Attest.Attested> result = run(request, launch, new Attest(request.work()));
    if (result.answer().isEmpty()) {
      return Attestation.notMade("the attested run failed: " + result.requireFailure().reason());
    }
    NativeLog log = NativeLog.read(request.log());
    ProcessEvidence process = result.answer().get().process();
    return AttestationJudge.judge(
        request.device(),
        request.experiment().model().contains(Layer.Conv2d.class),
        log,
        process,
        AttestationJudge.wantsControl(request.device(), log, process)
            ? control(request)
            : Optional.empty());
  }

  /**
   * Lets the same backend speak on {@code onednn}, where it has that device and the device is
   * there.
   */
  private static Optional<AttestationJudge.Control> control(CellRequest cell) throws IOException {
    if (!cell.plugin().devices().contains(DeviceKind.ONEDNN)) {
      return Optional.empty();
    }
    Device device = Device.first(DeviceKind.ONEDNN);
    CellRequest request =
        new CellRequest(
            cell.host(),
            new Cell(cell.experiment(), new Target(cell.plugin(), device)),
            logOfControl(cell.log()));
    return switch (CellLaunch.of(request, request.experiment().stop().timeout())) {
      case CellLaunch.Refused refused -> Optional.empty();
      case CellLaunch.Ready(WorkerLaunch launch) -> {
        Control job = new Control(request.work().backend(), device, request.work().threads());
        Optional<Attest.Attested> answer = run(request, launch, job).answer();
        yield answer.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new AttestationJudge.Control(
                    NativeLog.read(request.log()), answer.get().process()));
      }
    };
  }

  private static Path logOfControl(Path log) {
    String name = log.getFileName().toString();
    int end = name.lastIndexOf('.');
    return log.resolveSibling(
        end < 0 ? name + "-control" : name.substring(0, end) + "-control" + name.substring(end));
  }

  private static JobResult<Attest.Attested> run(CellRequest request, WorkerLaunch launch, Job job)
      throws IOException {
    return JobResult.of(
        request.processes(), launch.with(NativeLog.VARIABLES), job, Attest.Attested.class);
  }
}
