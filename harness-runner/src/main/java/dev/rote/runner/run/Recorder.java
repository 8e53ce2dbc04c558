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

  /** Of the time between two views, how many times that which the last one took. */
  private static final double SHARE = 20;

  private final Run run;
  private final List<String> problems;
  private long lastView = System.nanoTime();
  private double lastViewSeconds;

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
    double since = (System.nanoTime() - lastView) / 1e9;
    if (since > Math.max(SECONDS_BETWEEN_VIEWS, SHARE * lastViewSeconds)) {
      view();
    }
  }

  @Override
  public void end() {
    run.folder().endSession(MachineReader.now(), run.changes());
    view();
  }

  private void view() {
    long start = System.nanoTime();
    run.folder().runFile().write(run.result());
    lastView = System.nanoTime();
    lastViewSeconds = (lastView - start) / 1e9;
  }
}
