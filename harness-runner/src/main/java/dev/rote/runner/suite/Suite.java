package dev.rote.runner.suite;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.rote.api.Loss;
import dev.rote.api.Shape;
import dev.rote.runner.data.Preprocessing;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is to be memorized, by what and how: a suite with its models read and its defaults filled
 * in. Names no backend.
 *
 * @param name of letters of any language, digits, {@code .}, {@code _} and {@code -}
 * @param description for readers of a report; may be empty
 * @param data the images
 * @param preprocessing what happens to every image
 * @param models one or more, with different names
 * @param loss what training makes small
 * @param optimizer how a gradient changes the parameters
 * @param learningRate the schedule of models without their own initial rate
 * @param batchSize examples of a training step, at most {@code data.train()}
 * @param experiments one or more, with different names, also those that sweeps give them
 * @param seeds one or more
 * @param thresholds what counts as zero
 * @param stop when training ends
 * @param measure how throughput is measured
 * @param twins how often each cell is trained again from one ulp beside, 0 or more; 0 where a model
 *     {@linkplain ModelSpec#beginsAtZero begins at zero}
 */
public record Suite(
    String name,
    String description,
    DataSpec data,
    Preprocessing preprocessing,
    List<ModelSpec> models,
    Loss loss,
    Optimizer optimizer,
    LearningRate learningRate,
    Sweep<Integer> batchSize,
    List<ExperimentSpec> experiments,
    List<Long> seeds,
    Thresholds thresholds,
    StopRule stop,
    Measuring measure,
    int twins) {
  /** More would tell no more. */
  public static final int MOST_TWINS = 100;

  public Suite {
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
    requireNonNull(data, "data is null");
    requireNonNull(preprocessing, "preprocessing is null");
    models = requireDistinct(models, ModelSpec::name, "model");
    requireNonNull(loss, "loss is null");
    requireNonNull(optimizer, "optimizer is null");
    requireNonNull(learningRate, "learningRate is null");
    models.forEach(model -> model.learningRate(learningRate));
    batchSize.values().forEach(size -> requireFullBatch(size, data.train(), "batchSize"));
    experiments = requireDistinct(experiments, ExperimentSpec::name, "experiment");
    requireDistinct(
        experiments.stream().flatMap(each -> each.points().stream()).toList(),
        ExperimentSpec.Point::name,
        "experiment");
    requireKnownModels(experiments, models);
    requireTrainingImages(experiments, data.train(), batchSize);
    requireStarts(experiments, models, data.train());
    requirePaperOfOneTraining(experiments, models, batchSize);
    seeds = requireDistinct(seeds, seed -> seed, "seed");
    requireNonNull(thresholds, "thresholds is null");
    requireNonNull(stop, "stop is null");
    measure.batchSizes().forEach(size -> requireFullBatch(size, data.train(), "measure"));
    if (twins < 0 || twins > MOST_TWINS) {
      throw new IllegalArgumentException(
          "twins is %d, allowed is 0 to %d".formatted(twins, MOST_TWINS));
    }
    requireTwinsBeside(models, twins);
  }

  /** Twins that are all the same would say of any two rows that more than rounding differs. */
  private static void requireTwinsBeside(List<ModelSpec> models, int twins) {
    for (ModelSpec model : models) {
      if (twins > 0 && model.beginsAtZero()) {
        throw new IllegalArgumentException(
            "the weights of the model %s begin at 0, and those of its twins would as well"
                .formatted(model.name()));
      }
    }
  }

  private static void requireKnownModels(List<ExperimentSpec> experiments, List<ModelSpec> models) {
    Set<String> names = models.stream().map(ModelSpec::name).collect(toSet());
    for (ExperimentSpec experiment : experiments) {
      for (String model : experiment.models()) {
        if (!names.contains(model)) {
          throw new IllegalArgumentException(
              "the experiment %s is of %s, which is no model of the suite"
                  .formatted(experiment.name(), model));
        }
      }
    }
  }

  private static void requireTrainingImages(
      List<ExperimentSpec> experiments, int most, Sweep<Integer> batchSize) {
    int least = Collections.max(batchSize.values());
    for (ExperimentSpec experiment : experiments) {
      for (ExperimentSpec.Point point : experiment.points()) {
        int train = point.train().orElse(most);
        if (train < least || train > most) {
          throw new IllegalArgumentException(
              "the experiment %s has %d training images, allowed is a whole number from %d, the batch size, to %d, the suite's"
                  .formatted(point.name(), train, least, most));
        }
      }
    }
  }

  private static void requireStarts(
      List<ExperimentSpec> experiments, List<ModelSpec> models, int all) {
    for (ExperimentSpec experiment : experiments) {
      startRefusal(experiment, models, all)
          .ifPresent(reason -> {
            throw new IllegalArgumentException(
                "the experiment %s cannot start by %s: %s"
                    .formatted(experiment.name(), experiment.start().id(), reason));
          });
    }
  }

  /**
   * Returns why one of the networks of an experiment cannot start as it is to, or empty if all can.
   *
   * @param models of the suite
   * @param all how many training images the suite has
   */
  public static Optional<String> startRefusal(
      ExperimentSpec experiment, List<ModelSpec> models, int all) {
    int most =
        experiment.points().stream().mapToInt(point -> point.train().orElse(all)).max().orElse(all);
    return models.stream()
        .filter(model -> experiment.isWith(model.name()))
        .flatMap(model -> experiment.start().refusal(model, most).stream())
        .findFirst();
  }

  private static void requirePaperOfOneTraining(
      List<ExperimentSpec> experiments, List<ModelSpec> models, Sweep<Integer> batchSize) {
    List<PaperFigure> figures =
        experiments.stream().flatMap(experiment -> experiment.paper().stream()).toList();
    if (batchSize.listed() && !figures.isEmpty()) {
      throw new IllegalArgumentException(
          "paper has the figures of one training, but batchSize is a list");
    }
    for (PaperFigure figure : figures) {
      if (models.stream().noneMatch(model -> figure.isOf(model.name()))) {
        throw new IllegalArgumentException(
            "paper has a figure of %s, which is no model of the suite"
                .formatted(figure.model().orElseThrow()));
      }
    }
  }

  /** An epoch drops its incomplete last batch, so that a larger batch would train nothing. */
  private static void requireFullBatch(int size, int train, String where) {
    if (size < 1 || size > train) {
      throw new IllegalArgumentException(
          "%s has the batch size %d, allowed is a whole number from 1 to %d, the number of training images"
              .formatted(where, size, train));
    }
  }

  private static <T> List<T> requireDistinct(List<T> values, Function<T, ?> id, String what) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("there is no " + what + ", allowed is 1 or more");
    }
    Set<Object> seen = new HashSet<>();
    for (T value : values) {
      if (!seen.add(id.apply(value))) {
        throw new IllegalArgumentException("two are the " + what + " " + id.apply(value));
      }
    }
    return List.copyOf(values);
  }

  /**
   * Returns the name as part of a path. Which letters a path may have depends on the file system
   * and the locale: a name with others than those of ASCII is cut to them, and has a number of its
   * own.
   */
  public String folderName() {
    String ascii =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^A-Za-z0-9._-]+", "_");
    return ascii.equals(name) ? name : "%s-%08x".formatted(ascii, name.hashCode());
  }

  /** Returns the shape of an image after preprocessing, {@code [c, h, w]}. */
  public Shape imageShape() {
    return preprocessing.apply(data.set().shape());
  }

  /**
   * Returns what was published for a cell.
   *
   * @param model name of the cell's network
   * @param experiment the suite's name of its experiment
   */
  public Optional<PaperFigure> paper(String model, String experiment) {
    // What has a figure sweeps nothing, so that no value is part of its name.
    return experiments.stream()
        .filter(each -> each.name().equals(experiment))
        .findFirst()
        .flatMap(each -> each.paper(model));
  }

  /**
   * Returns the same suite with so many training images. What was published is not of another
   * number of them, which is said beside it.
   *
   * @throws IllegalArgumentException if there are not so many, or if a batch needs more
   */
  public Suite withTrain(int train) {
    return with(new DataSpec(data.set(), train, data.test()), experiments, seeds, measure, twins)
        .besideThePublished(this);
  }

  /**
   * Returns the same suite, where it says beside what was published in what it differs from the
   * suite that has the published set-up.
   */
  public Suite besideThePublished(Suite whole) {
    return with(
        data,
        experiments.stream()
            .map(experiment -> experiment.withPaper(figure -> unlike(figure, whole)))
            .toList(),
        seeds,
        measure,
        twins);
  }

  private PaperFigure unlike(PaperFigure figure, Suite whole) {
    List<String> differences = new ArrayList<>();
    if (data.train() != whole.data.train()) {
      differences.add(
          String.format(
              Locale.ROOT, "%,d of %,d training images", data.train(), whole.data.train()));
    }
    if (!rates(figure).equals(whole.rates(figure))) {
      differences.add("another learning rate");
    }
    if (!batchSize.equals(whole.batchSize)) {
      differences.add("another batch size");
    }
    return differences.isEmpty() ? figure : figure.unlike(String.join(", ", differences));
  }

  /** Returns the schedules of the models that a figure is of. */
  private Map<String, LearningRate> rates(PaperFigure figure) {
    return models.stream()
        .filter(model -> figure.isOf(model.name()))
        .collect(toMap(ModelSpec::name, model -> model.learningRate(learningRate)));
  }

  /** Returns the same suite with these seeds. */
  public Suite withSeeds(List<Long> seeds) {
    return with(data, experiments, seeds, measure, twins);
  }

  /** Returns the same suite with so many twins. */
  public Suite withTwins(int twins) {
    return with(data, experiments, seeds, measure, twins);
  }

  /** Returns the same suite, whose throughput is measured so. */
  public Suite withMeasure(Measuring other) {
    return with(data, experiments, seeds, other, twins);
  }

  private Suite with(
      DataSpec data,
      List<ExperimentSpec> experiments,
      List<Long> seeds,
      Measuring measure,
      int twins) {
    return new Suite(
        name,
        description,
        data,
        preprocessing,
        models,
        loss,
        optimizer,
        learningRate,
        batchSize,
        experiments,
        seeds,
        thresholds,
        stop,
        measure,
        twins);
  }
}
