package dev.rote.runner.run;

import dev.rote.runner.cell.AttestationRunner;
import dev.rote.runner.cell.CellListener;
import dev.rote.runner.cell.CellRequest;
import dev.rote.runner.cell.CellRunner;
import dev.rote.runner.cell.ForkRunner;
import dev.rote.runner.cell.Host;
import dev.rote.runner.cell.PeakRunner;
import dev.rote.runner.cell.TraceRunner;
import dev.rote.runner.plan.Cell;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.result.UnitResult;
import java.io.IOException;
import java.nio.file.Path;

/** Does units, each in its way. */
final class UnitRunner {
  private final Host host;

  UnitRunner(Host host) {
    this.host = host;
  }

  /**
   * Does a unit to its end.
   *
   * @param log receives what its process prints
   * @param listener follows it if it is a cell, in this thread
   * @throws IOException if no process can be started or the log cannot be written
   */
  UnitResult run(Unit unit, Path log, CellListener listener) throws IOException {
    return switch (unit) {
      case Unit.Attest attest -> AttestationRunner.run(request(attest.cell(), log));
      case Unit.Reference reference ->
          TraceRunner.run(request(reference.cell(), log), reference.by(), reference.steps(), true);
      case Unit.FirstSteps first ->
          TraceRunner.run(
              request(first.cell(), log), first.cell().target().toString(), first.steps(), false);
      case Unit.Converge converge ->
          CellRunner.run(request(converge.cell(), log), converge.compared(), listener);
      case Unit.Confirm confirm ->
          TraceRunner.run(
              request(confirm.cell(), log),
              confirm.cell().target().toString(),
              confirm.steps(),
              true);
      case Unit.Twin twin -> CellRunner.twin(request(twin.cell(), log), twin.number(), listener);
      case Unit.Peak peak -> PeakRunner.run(host.processes(), peak.threads(), log);
      case Unit.Fork fork -> measure(fork, log);
      case Unit.Again again -> measure(again.fork(), log);
    };
  }

  private UnitResult measure(Unit.Fork fork, Path log) throws IOException {
    return ForkRunner.run(
        request(new Cell(fork.cell().representative(), fork.cell().target()), log), fork);
  }

  private CellRequest request(Cell cell, Path log) {
    return new CellRequest(host, cell, log);
  }

  /** Returns whether a unit may run beside others: nothing of it is timed, and it is short. */
  static boolean sharesTheMachine(Unit unit) {
    return switch (unit) {
      case Unit.Attest attest -> true;
      case Unit.Reference reference -> reference.oracle();
      case Unit.FirstSteps first -> false;
      case Unit.Converge converge -> false;
      case Unit.Confirm confirm -> false;
      case Unit.Twin twin -> false;
      case Unit.Peak peak -> false;
      case Unit.Fork fork -> false;
      case Unit.Again again -> false;
    };
  }
}
