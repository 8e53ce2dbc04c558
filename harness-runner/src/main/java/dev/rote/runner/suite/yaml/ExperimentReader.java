package dev.rote.runner.suite.yaml;

import dev.rote.api.Shape;
import dev.rote.runner.data.Augmentation;
import dev.rote.runner.data.InputCorruption;
import dev.rote.runner.data.LabelNoise;
import dev.rote.runner.suite.DataSpec;
import dev.rote.runner.suite.ExperimentSpec;
import dev.rote.runner.suite.ModelSpec;
import dev.rote.runner.suite.Start;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.Sweep;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the experiments of a suite. */
final class ExperimentReader {
  private final DataSpec data;
  private final List<ModelSpec> specs;
  private final List<String> models;
  private final int batchSize;
  private final AugmentationReader augmentations;
  private final PaperReader paper;

  /**
   * @param images shape of one image after preprocessing
   * @param batchSize of the suite
   */
  ExperimentReader(DataSpec data, Shape images, List<ModelSpec> models, Sweep<Integer> batchSize) {
    this.data = data;
    this.specs = models;
    this.models = models.stream().map(ModelSpec::name).toList();
    this.batchSize = Collections.max(batchSize.values());
    this.augmentations = new AugmentationReader(data.set(), images);
    this.paper = new PaperReader(this.models, batchSize.listed());
  }

  /**
   * Reads them.
   *
   * @param list of the experiments
   * @param modelList where the models are, for errors
   */
  List<ExperimentSpec> readAll(Field list, Field modelList) {
    List<ExperimentSpec> experiments =
        list.named(
            "an experiment",
            field -> read(Fields.of(field, Form.EXPERIMENT)),
            ExperimentSpec::name);
    requireDistinctPoints(list.items(), experiments);
    requireExperiments(modelList, experiments);
    return experiments;
  }

  /** A sweep appends to a name, and may meet an experiment that was given that name. */
  private static void requireDistinctPoints(List<Field> items, List<ExperimentSpec> experiments) {
    Map<String, Field> first = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      for (ExperimentSpec.Point point : experiments.get(i).points()) {
        Field other = first.putIfAbsent(point.name(), items.get(i));
        if (other != null) {
          throw items
              .get(i)
              .error(
                  "an experiment is called %s, like the one in line %d, once by name and once by a sweep: rename one of them"
                      .formatted(point.name(), other.node().location().line()));
        }
      }
    }
  }

  /** Refuses a model that would be trained in no experiment. */
  private void requireExperiments(Field list, List<ExperimentSpec> experiments) {
    for (String model : models) {
      if (experiments.stream().noneMatch(experiment -> experiment.isWith(model))) {
        throw list.error(
            "the model %s has no experiment, because all of them name other models: remove it, or add it to the models of one"
                .formatted(model));
      }
    }
  }

  private ExperimentSpec read(Fields fields) {
    ExperimentSpec experiment =
        fields
            .find("regularizers")
            .map(field -> regularized(fields, Fields.of(field, Form.REGULARIZERS)))
            .orElseGet(() -> experiment(fields, 0, Augmentation.NONE));
    Suite.startRefusal(experiment, specs, data.train())
        .ifPresent(reason -> {
          throw fields
              .get("start")
              .error(
                  "start is %s, but %s: change the model, or leave start out"
                      .formatted(experiment.start().id(), reason));
        });
    return experiment;
  }

  private ExperimentSpec regularized(Fields fields, Fields regularizers) {
    ExperimentSpec experiment =
        experiment(fields, weightDecay(regularizers), augmentations.read(regularizers));
    if (experiment.inputCorruption() == InputCorruption.GAUSSIAN
        && !experiment.augmentation().isNone()) {
      throw regularizers
          .get("augmentation")
          .error(
              "inputs gaussian cannot be augmented, because the noise replaces what was augmented: leave one of the two out");
    }
    return experiment;
  }

  private ExperimentSpec experiment(Fields fields, float weightDecay, Augmentation augmentation) {
    List<String> own = models(fields);
    return new ExperimentSpec(
        fields.get("name").nameText(),
        own,
        fields.find("train").map(train -> train.sweep(this::trainingImages)),
        fields
            .find("labelCorruption")
            .map(field -> field.sweep(Field::probability))
            .orElse(Sweep.single(new BigDecimal("0.0"))),
        labelNoise(fields),
        fields
            .find("inputCorruption")
            .map(field -> field.choice(List.of(InputCorruption.values()), InputCorruption::id))
            .orElse(InputCorruption.NONE),
        weightDecay,
        augmentation,
        fields
            .find("start")
            .map(field -> field.choice(List.of(Start.values()), Start::id))
            .orElse(Start.DRAWN),
        paper.read(fields, own));
  }

  private List<String> models(Fields fields) {
    return fields
        .find("models")
        .map(field -> Field.distinct(field.oneOrMore(), item -> item.choice(models, name -> name)))
        .orElse(List.of());
  }

  private int trainingImages(Field field) {
    return field.integer(
        batchSize, data.train(), "from the batch size to the training images of the suite");
  }

  private static LabelNoise labelNoise(Fields fields) {
    Optional<Field> noise = fields.find("labelNoise");
    if (noise.isPresent() && fields.find("labelCorruption").isEmpty()) {
      throw noise
          .get()
          .error(
              "labelNoise says what a corrupted label becomes, but none is corrupted: say with which probability by labelCorruption");
    }
    return noise
        .map(field -> field.choice(List.of(LabelNoise.values()), LabelNoise::id))
        .orElse(LabelNoise.UNIFORM);
  }

  private static float weightDecay(Fields regularizers) {
    return regularizers
        .find("weightDecay")
        .map(field -> field.single(Interval.NOT_NEGATIVE))
        .orElse(0f);
  }
}
