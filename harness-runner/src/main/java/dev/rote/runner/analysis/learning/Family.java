package dev.rote.runner.analysis.learning;

import dev.rote.runner.data.DataRecipe;
import dev.rote.runner.data.InputCorruption;
import dev.rote.runner.data.LabelNoise;
import dev.rote.runner.plan.Experiment;

/**
 * What rows share that are compared over something they differ in: everything but that, and the
 * names made of it.
 *
 * @param experiment without what the rows may differ in
 */
record Family(Experiment experiment, String backend, String device) {
  /** Returns the family of cells that differ in how many labels are corrupted. */
  static Family ofLabels(Trained trained) {
    DataRecipe data = trained.experiment().data();
    return of(trained, data.train(), 0, data.labelNoise(), data.inputCorruption());
  }

  /** Returns the family of cells that differ in what is corrupted, labels or pictures. */
  static Family ofCorruptions(Trained trained) {
    return of(
        trained, trained.experiment().data().train(), 0, LabelNoise.UNIFORM, InputCorruption.NONE);
  }

  /** Returns the family of cells that differ in how many training examples they have. */
  static Family ofExamples(Trained trained) {
    DataRecipe data = trained.experiment().data();
    return of(trained, 1, data.labelCorruption(), data.labelNoise(), data.inputCorruption());
  }

  private static Family of(
      Trained trained, int train, double corruption, LabelNoise noise, InputCorruption inputs) {
    Experiment experiment = trained.experiment();
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
        trained.cell().key().backend(),
        trained.cell().key().device().toString());
  }
}
