package dev.rote.runner.analysis;

import dev.rote.runner.plan.Cell;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plan.RunPlan;
import dev.rote.runner.plan.ThroughputCell;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.Parity;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.SpeedKey;
import dev.rote.runner.result.UnitResult;
import dev.rote.runner.result.evidence.ProbeLogits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The units of a plan that are done, with their results. */
public final class Findings {
  private final RunPlan plan;

  /**
   * By the plan's own units: comparing experiments by their contents costs more than reading a
   * file.
   */
  private final Map<Unit, UnitResult> results = new IdentityHashMap<>();

  private final Set<SpeedKey> failedForks = new HashSet<>();
  private final Map<SpeedKey, List<ForkResult>> forks = new HashMap<>();

  /** Of each throughput those that take turns with it, itself among them. */
  private final Map<SpeedKey, List<SpeedKey>> neighbours = new HashMap<>();

  private final Map<CellKey, FirstSteps> firstSteps = new HashMap<>();
  private final Map<CellKey, ReferenceTrace> confirmations = new HashMap<>();
  private final Set<CellKey> untrained = new HashSet<>();
  private final Map<String, ReferenceTrace> references = new HashMap<>();

  /** What is compared of a cell. */
  private record FirstSteps(List<? extends Number> trace, Optional<ProbeLogits> logits) {
    static final FirstSteps NONE = new FirstSteps(List.of(), Optional.empty());
  }

  /** Begins with nothing. */
  public Findings(RunPlan plan) {
    this.plan = plan;
    List<ThroughputCell> cells = plan.throughputCells();
    cells.forEach(cell ->
        neighbours.put(
            cell.key(),
            cells.stream().filter(cell::isNeighbour).map(ThroughputCell::key).toList()));
  }

  /** Returns the plan. */
  public RunPlan plan() {
    return plan;
  }

  /** Adds what came of a unit. */
  public void add(Unit unit, UnitResult result) {
    results.put(unit, result);
    switch (unit) {
      case Unit.Fork fork -> add(fork, result);
      case Unit.Again again -> add(again.fork(), result);
      case Unit.Converge converge -> {
        if (result instanceof CellResult cell) {
          if (!cell.outcome().ranToItsEnd()) {
            untrained.add(cell.key());
          }
          firstSteps.put(
              cell.key(), new FirstSteps(cell.learning().trace(), cell.learning().logits()));
        }
      }
      case Unit.FirstSteps first -> {
        if (result instanceof ReferenceTrace trained) {
          firstSteps.put(first.cell().key(), new FirstSteps(trained.trace(), trained.logits()));
        }
      }
      case Unit.Reference reference -> {
        if (result instanceof ReferenceTrace trained) {
          references.put(reference.cell().experiment().id(), trained);
        }
      }
      case Unit.Confirm confirm -> {
        if (result instanceof ReferenceTrace trained) {
          confirmations.put(confirm.cell().key(), trained);
        }
      }
      case Unit.Attest any -> {}
      case Unit.Twin any -> {}
      case Unit.Peak any -> {}
    }
  }

  private void add(Unit.Fork fork, UnitResult result) {
    if (result instanceof ForkResult measured) {
      forks.computeIfAbsent(fork.cell().key(), key -> new ArrayList<>()).add(measured);
      if (measured.samples().isEmpty()) {
        failedForks.add(fork.cell().key());
      }
    }
  }

  /** Returns whether a unit is done. */
  public boolean contains(Unit unit) {
    return results.containsKey(unit);
  }

  /** Returns the units of one kind that are done, in the order of the plan. */
  public <U extends Unit, R extends UnitResult> Map<U, R> all(Class<U> kind, Class<R> type) {
    Map<U, R> found = new LinkedHashMap<>();
    for (U unit : plan.units(kind)) {
      UnitResult result = results.get(unit);
      if (result != null) {
        found.put(unit, type.cast(result));
      }
    }
    return found;
  }

  /**
   * Returns why a unit needs not be done although it is not: a fork of a throughput of which
   * another fork has failed, a confirmation of a cell whose trace is within its tolerance, or a
   * twin of a cell that did not come to an end.
   */
  public Optional<String> needless(Unit unit) {
    return switch (unit) {
      case Unit.Fork fork when failedForks.contains(fork.cell().key()) ->
          Optional.of("left out, because an earlier fork failed");
      case Unit.Again again when failedForks.contains(again.fork().cell().key()) ->
          Optional.of("left out, because an earlier fork failed");
      case Unit.Again again when !isWanting(again.fork()) ->
          Optional.of("not needed, because enough forks were undisturbed");
      case Unit.Confirm confirm when !isAstray(confirm.cell()) ->
          Optional.of("not needed, because its trace is within the tolerance");
      case Unit.Twin twin when untrained.contains(twin.cell().key()) ->
          Optional.of("left out, because the cell itself did not come to an end");
      case Unit.Attest any -> Optional.empty();
      case Unit.Reference any -> Optional.empty();
      case Unit.FirstSteps any -> Optional.empty();
      case Unit.Converge any -> Optional.empty();
      case Unit.Confirm any -> Optional.empty();
      case Unit.Twin any -> Optional.empty();
      case Unit.Peak any -> Optional.empty();
      case Unit.Fork any -> Optional.empty();
      case Unit.Again any -> Optional.empty();
    };
  }

  /**
   * Returns whether the round of a fork is to be measured: all rounds before it are, and have left
   * some backend or device with fewer undisturbed forks than the suite asks for.
   */
  private boolean isWanting(Unit.Fork fork) {
    List<SpeedKey> cells =
        neighbours.get(fork.cell().key()).stream()
            .filter(cell -> !failedForks.contains(cell))
            .toList();
    int wanted = fork.measuring().forks();
    boolean measured = cells.stream().allMatch(cell -> before(fork, cell).size() >= fork.round());
    return measured
        && cells.stream().anyMatch(cell -> Undisturbed.of(before(fork, cell)).size() < wanted);
  }

  private List<ForkResult> before(Unit.Fork fork, SpeedKey cell) {
    return forks.getOrDefault(cell, List.of()).stream()
        .filter(each -> each.round() < fork.round())
        .toList();
  }

  private boolean isAstray(Cell cell) {
    return judge(cell.experiment())
        .filter(ParityJudge::hasKinks)
        .flatMap(judge -> parity(cell, judge))
        .filter(parity -> !parity.within())
        .isPresent();
  }

  /** Returns the parity of a cell, or empty as long as there is nothing to compare. */
  public Optional<Parity> parity(Cell cell) {
    return judge(cell.experiment()).flatMap(judge -> parity(cell, judge));
  }

  private Optional<Parity> parity(Cell cell, ParityJudge judge) {
    FirstSteps trained = firstSteps.getOrDefault(cell.key(), FirstSteps.NONE);
    return judge.judge(
        trained.trace(), trained.logits(), Optional.ofNullable(confirmations.get(cell.key())));
  }

  /**
   * Returns the judge of an experiment, or empty if its reference is not trained. Made anew each
   * time: it is quickly made, and those of a large run would fill the memory.
   */
  private Optional<ParityJudge> judge(Experiment experiment) {
    return Optional.ofNullable(references.get(experiment.id()))
        .flatMap(trace -> ParityJudge.of(trace, experiment.model()));
  }

  /** Returns the units that are to be done, in the order of the plan. */
  public List<Unit> missing() {
    return plan.units().stream()
        .filter(unit -> !contains(unit) && needless(unit).isEmpty())
        .toList();
  }
}
