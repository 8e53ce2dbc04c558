package dev.rote.runner.run;

import dev.rote.runner.analysis.Findings;
import dev.rote.runner.analysis.RunAssembly;
import dev.rote.runner.cell.Host;
import dev.rote.runner.folder.PlanFile;
import dev.rote.runner.folder.RunFolder;
import dev.rote.runner.plan.Conditions;
import dev.rote.runner.plan.PlannedUnit;
import dev.rote.runner.plan.RunPlan;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.result.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A run in its folder, new or resumed. */
public final class Run implements AutoCloseable {
  private final RunOrder order;
  private final RunFolder folder;
  private final RunPlan plan;
  private final Map<Unit, PlannedUnit> units = new IdentityHashMap<>();
  private final Findings findings;

  private Run(RunOrder order, RunFolder folder, RunPlan plan, List<PlannedUnit> planned) {
    this.order = order;
    this.folder = folder;
    this.plan = plan;
    this.findings = new Findings(plan);
    for (PlannedUnit each : planned) {
      units.put(each.unit(), each);
      folder.result(each).ifPresent(result -> findings.add(each.unit(), result));
    }
  }

  /**
   * Plans a run and writes its plan.
   *
   * @param path a new or empty folder
   * @throws dev.rote.runner.folder.FolderException if it holds a run or cannot be written
   */
  public static Run begin(RunOrder order, Path path) {
    RunPlan plan = order.plan();
    Conditions conditions = order.conditions();
    List<PlannedUnit> units = PlannedUnit.of(plan, conditions);
    return opened(order, RunFolder.create(path, order.file(units, conditions)), plan, units);
  }

  /**
   * Goes on with a run.
   *
   * @param order what the folder's plan asks for, as it would be planned now
   * @throws UsageException if anything that decides results is not as it was; names what
   * @throws dev.rote.runner.folder.FolderException if another process works on the folder
   */
  public static Run resume(RunOrder order, Path path) {
    RunPlan plan = order.plan();
    Conditions conditions = order.conditions();
    List<PlannedUnit> units = PlannedUnit.of(plan, conditions);
    PlanFile now = order.file(units, conditions);
    List<String> changes = Changes.between(RunFolder.plan(path), now);
    if (!changes.isEmpty()) {
      throw new UsageException(
          "%s cannot be resumed, because what decides its results has changed: %s; restore it, or begin a new run"
              .formatted(path, String.join("; ", changes)));
    }
    return opened(order, RunFolder.open(path), plan, units);
  }

  private static Run opened(
      RunOrder order, RunFolder folder, RunPlan plan, List<PlannedUnit> units) {
    try {
      return new Run(order, folder, plan, units);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Returns the folder. */
  public RunFolder folder() {
    return folder;
  }

  /** Returns how many units are done already. */
  public int done() {
    return (int) plan.units().stream().filter(findings::contains).count();
  }

  /** Returns how many units are missing, as far as it is known. */
  public int missing() {
    return findings.missing().size();
  }

  /**
   * Does what is missing.
   *
   * @param problems of plugins and devices, a sentence each
   * @param listeners are told everything; the results are recorded before they hear of them
   * @throws IOException if no process can be started or a log cannot be written
   */
  public void work(List<String> problems, List<RunListener> listeners) throws IOException {
    List<RunListener> all = new ArrayList<>();
    all.add(new Recorder(this, problems));
    all.addAll(listeners);
    Host host = order.host();
    new RunSession(findings, host, unit -> folder.log(units.get(unit)), all).run();
  }

  /**
   * Returns what of all that decides results is not as the plan has it any more, or why nobody can
   * tell; a clause each.
   */
  List<String> changes() {
    try {
      Conditions conditions = order.conditions();
      PlanFile now = order.file(PlannedUnit.of(plan, conditions), conditions);
      return Changes.between(RunFolder.plan(folder.path()), now).stream()
          .map(change -> change + " had changed")
          .toList();
    } catch (RuntimeException e) {
      return List.of("they could not be read again: " + e.getMessage());
    }
  }

  PlannedUnit planned(Unit unit) {
    return units.get(unit);
  }

  List<String> command() {
    return order.command();
  }

  /** Returns what of the environment reaches the workers. */
  public WorkerVariables variables() {
    return order.variables();
  }

  /** Returns the view of everything that is there. */
  public RunResult result() {
    PlanFile file = folder.plan();
    return RunAssembly.of(
        new RunAssembly.Header(
            file.conditions().rote(),
            file.name(),
            file.conditions().threads(),
            file.suite(),
            file.backends(),
            file.conditions().data(),
            folder.sessions()),
        plan,
        findings);
  }

  /** Lets other processes work on the folder. */
  @Override
  public void close() {
    folder.close();
  }
}
