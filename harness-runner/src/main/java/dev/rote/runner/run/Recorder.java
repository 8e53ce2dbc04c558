package dev.rote.runner.run;

import dev.rote.runner.machine.MachineReader;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.result.UnitResult;
import java.util.List;

/**
 * Writes every result into the run's folder as soon as it is there, and now and then the view of
 * them all. Recording one more unit costs the same after ten as after ten thousand: the view, which
 * takes longer the more there is, is made at most every few seconds, and takes a small share of the
 * time at most.
 */
final class Recorder implements RunListener {
  private static final double SECONDS_BETWEEN_VIEWS = 5;

  private final Run run;
  private final List<String> problems;
  private final Pace pace = new Pace(SECONDS_BETWEEN_VIEWS);

  Recorder(Run run, List<String> problems) {
    this.run = run;
    this.problems = List.copyOf(problems);
  }

  @Override
  public void begin(int tasks) {
    run.folder()
        .beginSession(run.command(), MachineReader.now(), run.variables().reaching(), problems);
    view();
  }

  @Override
  public void ended(Unit unit, UnitResult result, double seconds) {
    run.folder().record(run.planned(unit), result, seconds);
    if (pace.due()) {
      view();
    }
  }

  @Override
  public void end() {
    run.folder().endSession(MachineReader.now(), run.changes());
    view();
  }

  private void view() {
    pace.make(() -> run.folder().runFile().write(run.result()));
  }
}
