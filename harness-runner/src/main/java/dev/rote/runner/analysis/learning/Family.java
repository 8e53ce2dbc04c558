package dev.rote.runner.analysis.learning;

import dev.rote.runner.data.DataRecipe;
import dev.rote.runner.data.InputCorruption;
import dev.rote.runner.data.LabelNoise;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.result.CellResult;

/**
 * What rows share that are compared over corruptions: everything but these, and the names made of
 * them.
 *
 * @param experiment without what the rows may differ in
 */
record Family(Experiment experiment, String backend, String device) {
  /** Returns the family of cells that differ in how many labels are corrupted. */
  static Family ofLabels(Experiment experiment, CellResult cell) {
    return of(
        experiment, experiment.data().labelNoise(), experiment.data().inputCorruption(), cell);
  }

  /** Returns the family of cells that differ in what is corrupted, labels or pictures. */
  static Family ofCorruptions(Experiment experiment, CellResult cell) {
    return of(experiment, LabelNoise.UNIFORM, InputCorruption.NONE, cell);
  }

  private static Family of(
      Experiment experiment, LabelNoise noise, InputCorruption inputs, CellResult cell) {
    DataRecipe data = experiment.data();
    return new Family(
        new Experiment(
            "",
            "",
            experiment.model(),
            new DataRecipe(
                data.set(),
                data.train(),
                data.test(),
                data.preprocessing(),
                0,
                noise,
                inputs,
                data.augmentation(),
                data.seed()),
            experiment.optimizer(),
            experiment.learningRate(),
            experiment.batchSize(),
            experiment.seed(),
            experiment.thresholds(),
            experiment.stop()),
        cell.key().backend(),
        cell.key().device().toString());
  }
}
