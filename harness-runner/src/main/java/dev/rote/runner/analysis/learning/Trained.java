package dev.rote.runner.analysis.learning;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.rote.runner.plan.Experiment;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A cell that was trained to its end.
 *
 * @param experiment what it was trained on
 */
record Trained(CellResult cell, Experiment experiment) {
  /**
   * Returns those of a run, in its order.
   *
   * @param experiments of the run, by their ids; a cell of another one is left out
   */
  static List<Trained> of(RunResult run, Map<String, Experiment> experiments) {
    return run.cells().stream()
        .filter(cell -> cell.outcome().ranToItsEnd())
        .filter(cell -> experiments.containsKey(cell.key().experiment()))
        .map(cell -> new Trained(cell, experiments.get(cell.key().experiment())))
        .toList();
  }

  /** Returns them by family, in the order of the first of each. */
  static Map<Family, List<Trained>> by(Function<Trained, Family> family, List<Trained> cells) {
    return cells.stream().collect(groupingBy(family, LinkedHashMap::new, toList()));
  }
}
