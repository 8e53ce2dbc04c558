package dev.rote.runner.plan;

import dev.rote.api.Model;
import dev.rote.runner.data.DataRecipe;
import dev.rote.runner.suite.ExperimentSpec;
import dev.rote.runner.suite.ModelSpec;
import dev.rote.runner.suite.Suite;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a suite into its experiments: every model with every point of every sweep and seed of the
 * experiments that are made with it.
 */
public final class Expansion {
  private final Suite suite;
  private final List<Experiment> experiments = new ArrayList<>();

  private Expansion(Suite suite) {
    this.suite = suite;
  }

  /**
   * Returns the experiments in the suite's order: by model, then by experiment, number of training
   * images, label corruption, batch size and seed.
   *
   * @throws dev.rote.api.InvalidModelException if a model does not fit the images, which a suite
   *     that was read from a file has been checked for
   */
  public static List<Experiment> of(Suite suite) {
    Expansion expansion = new Expansion(suite);
    suite.models().forEach(expansion::addModel);
    return List.copyOf(expansion.experiments);
  }

  private void addModel(ModelSpec spec) {
    Model model = spec.derive(suite.imageShape());
    List<ExperimentSpec> own =
        suite.experiments().stream().filter(each -> each.isWith(spec.name())).toList();
    for (ExperimentSpec experiment : own) {
      for (ExperimentSpec.Point point : experiment.points()) {
        for (int batchSize : suite.batchSize().values()) {
          for (long seed : suite.seeds()) {
            add(spec, model, experiment, point, batchSize, seed);
          }
        }
      }
    }
  }

  private void add(
      ModelSpec spec,
      Model model,
      ExperimentSpec experiment,
      ExperimentSpec.Point point,
      int batchSize,
      long seed) {
    String name = name(point, batchSize);
    experiments.add(
        new Experiment(
            spec.name() + "/" + name + "/seed-" + seed,
            name,
            model,
            recipe(experiment, point, seed),
            suite.loss(),
            suite.optimizer().withWeightDecay(experiment.weightDecay()),
            spec.learningRate(suite.learningRate()),
            batchSize,
            seed,
            experiment.start(),
            suite.thresholds(),
            suite.stop()));
  }

  private String name(ExperimentSpec.Point point, int batchSize) {
    return point.name() + (suite.batchSize().listed() ? "-batch-" + batchSize : "");
  }

  private DataRecipe recipe(ExperimentSpec experiment, ExperimentSpec.Point point, long seed) {
    return new DataRecipe(
        suite.data().set(),
        point.train().orElse(suite.data().train()),
        suite.data().test(),
        suite.preprocessing(),
        point.labelCorruption().doubleValue(),
        experiment.labelNoise(),
        experiment.inputCorruption(),
        experiment.augmentation(),
        seed);
  }
}
