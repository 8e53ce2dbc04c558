package dev.rote.runner.analysis.learning;

import dev.rote.runner.data.DataRecipe;
import dev.rote.runner.data.InputCorruption;
import dev.rote.runner.data.LabelNoise;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.result.CellResult;

/**
 * What rows share that are compared over something they differ in: everything but that, and the
 * names made of it.
 *
 * @param experiment without what the rows may differ in
 */
record Family(Experiment experiment, String backend, String device) {
  /** Returns the family of cells that differ in how many labels are corrupted. */
  static Family ofLabels(Experiment experiment, CellResult cell) {
    DataRecipe data = experiment.data();
    return of(experiment, cell, data.train(), 0, data.labelNoise(), data.inputCorruption());
  }

  /** Returns the family of cells that differ in what is corrupted, labels or pictures. */
  static Family ofCorruptions(Experiment experiment, CellResult cell) {
    return of(
        experiment, cell, experiment.data().train(), 0, LabelNoise.UNIFORM, InputCorruption.NONE);
  }

  /** Returns the family of cells that differ in how many training examples they have. */
  static Family ofExamples(Experiment experiment, CellResult cell) {
    DataRecipe data = experiment.data();
    return of(
        experiment, cell, 1, data.labelCorruption(), data.labelNoise(), data.inputCorruption());
  }

  private static Family of(
      Experiment experiment,
      CellResult cell,
      int train,
      double corruption,
      LabelNoise noise,
      InputCorruption inputs) {
    DataRecipe data = experiment.data();
    return new Family(
        new Experiment(
            "",
            "",
            experiment.model(),
            new DataRecipe(
                data.set(),
                train,
                data.test(),
                data.preprocessing(),
                corruption,
                noise,
                inputs,
                data.augmentation(),
                data.seed()),
            experiment.loss(),
            experiment.optimizer(),
            experiment.learningRate(),
            experiment.batchSize(),
            experiment.seed(),
            experiment.start(),
            experiment.thresholds(),
            experiment.stop()),
        cell.key().backend(),
        cell.key().device().toString());
  }
}
