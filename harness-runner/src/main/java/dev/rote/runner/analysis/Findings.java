package dev.rote.runner.analysis;

import dev.rote.runner.plan.RunPlan;
import dev.rote.runner.plan.ThroughputCell;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.UnitResult;
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

  private final Set<ThroughputCell> failedForks = new HashSet<>();

  /** Begins with nothing. */
  public Findings(RunPlan plan) {
    this.plan = plan;
  }

  /** Adds what came of a unit. */
  public void add(Unit unit, UnitResult result) {
    results.put(unit, result);
    if (unit instanceof Unit.Fork fork
        && result instanceof ForkResult measured
        && measured.samples().isEmpty()) {
      failedForks.add(fork.cell());
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
   * Returns why a unit needs not be done any more although it is not: a fork of a throughput of
   * which another fork has failed.
   */
  public Optional<String> needless(Unit unit) {
    return unit instanceof Unit.Fork fork && failedForks.contains(fork.cell())
        ? Optional.of("left out, because an earlier fork failed")
        : Optional.empty();
  }

  /** Returns the units that are to be done, in the order of the plan. */
  public List<Unit> missing() {
    return plan.units().stream()
        .filter(unit -> !contains(unit) && needless(unit).isEmpty())
        .toList();
  }
}
