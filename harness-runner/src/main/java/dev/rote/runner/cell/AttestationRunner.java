package dev.rote.runner.cell;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Layer;
import dev.rote.runner.attestation.AttestationJudge;
import dev.rote.runner.attestation.NativeLog;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.process.Processes;
import dev.rote.runner.process.WorkerLaunch;
import dev.rote.runner.process.WorkerMemory;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.evidence.ProcessEvidence;
import dev.rote.runner.wire.Attest;
import dev.rote.runner.wire.BackendRef;
import dev.rote.runner.wire.Control;
import dev.rote.runner.wire.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Lets a cell show, in a short untimed run of its own, which kernels execute its work. */
public final class AttestationRunner {
  private AttestationRunner() {}

  /**
   * What a process has shown that did a moment of a backend's work with {@link NativeLog#VARIABLES}
   * set.
   *
   * @param target the backend and the device that is claimed
   * @param threads how many the framework was allowed for one operation
   * @param convolutions whether the work had any
   * @param log what the process printed
   * @param process what it saw of itself
   */
  public record Shown(
      Target target, int threads, boolean convolutions, Path log, ProcessEvidence process) {
    public Shown {
      requireNonNull(target, "target is null");
      requireNonNull(log, "log is null");
      requireNonNull(process, "process is null");
    }
  }

  /**
   * Attests a cell.
   *
   * @param request the cell; its log should be one of its own, as it fills with evidence
   * @throws IOException if the log cannot be written or no process can be started
   */
  public static Attestation run(CellRequest request) throws IOException {
    Duration timeout = request.experiment().stop().timeout();
    return switch (CellLaunch.of(request, timeout)) {
      case CellLaunch.Refused(CellObjection objection) -> Attestation.notMade(objection.reason());
      case CellLaunch.Ready(WorkerLaunch launch) -> attest(request, launch, timeout);
    };
  }

  private static Attestation attest(CellRequest request, WorkerLaunch launch, Duration timeout)
      throws IOException {
    JobResult<Attest.Attested> result =
        run(request.processes(), launch, new Attest(request.work()));
    if (result.answer().isEmpty()) {
      return Attestation.notMade("the attested run failed: " + result.requireFailure().reason());
    }
    Shown shown =
        new Shown(
            request.cell().target(),
            request.host().threads(),
            request.experiment().model().contains(Layer.Conv2d.class),
            request.log(),
            result.answer().get().process());
    return judge(request.processes(), shown, timeout);
  }

  /**
   * Judges what a process has shown, after a control in another process where that could settle
   * what this one does not.
   *
   * @param processes where a control starts; what it prints is beside the log
   * @param timeout of a control
   * @throws IOException if a log cannot be read or written, or no process can be started
   */
  public static Attestation judge(Processes processes, Shown shown, Duration timeout)
      throws IOException {
    Device device = shown.target().device();
    NativeLog log = NativeLog.read(shown.log());
    Optional<AttestationJudge.Control> control =
        AttestationJudge.wantsControl(device, log, shown.process())
            ? control(processes, shown, timeout)
            : Optional.empty();
    return AttestationJudge.judge(device, shown.convolutions(), log, shown.process(), control);
  }

  /**
   * Lets the same backend speak on {@code onednn}, where it has that device and the device is
   * there.
   */
  private static Optional<AttestationJudge.Control> control(
      Processes processes, Shown shown, Duration timeout) throws IOException {
    Plugin plugin = shown.target().plugin();
    if (!plugin.devices().contains(DeviceKind.ONEDNN)) {
      return Optional.empty();
    }
    Target target = new Target(plugin, Device.first(DeviceKind.ONEDNN));
    Path log = logOfControl(shown.log());
    WorkerMemory memory = new WorkerMemory(CellLaunch.BASE_HEAP_BYTES);
    return switch (CellLaunch.of(target, shown.threads(), memory, log, timeout)) {
      case CellLaunch.Refused refused -> Optional.empty();
      case CellLaunch.Ready(WorkerLaunch launch) -> {
        BackendRef backend = new BackendRef(plugin.ownId(), plugin.classPath(DeviceKind.ONEDNN));
        Control job = new Control(backend, target.device(), shown.threads());
        Optional<Attest.Attested> answer = run(processes, launch, job).answer();
        yield answer.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new AttestationJudge.Control(NativeLog.read(log), answer.get().process()));
      }
    };
  }

  private static Path logOfControl(Path log) {
    String name = log.getFileName().toString();
    int end = name.lastIndexOf('.');
    return log.resolveSibling(
        end < 0 ? name + "-control" : name.substring(0, end) + "-control" + name.substring(end));
  }

  private static JobResult<Attest.Attested> run(Processes processes, WorkerLaunch launch, Job job)
      throws IOException {
    return JobResult.of(processes, launch.with(NativeLog.VARIABLES), job, Attest.Attested.class);
  }
}
