package dev.rote.runner.suite;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.data.Augmentation;
import dev.rote.runner.data.InputCorruption;
import dev.rote.runner.data.LabelNoise;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * What a suite does with its models and data; several experiments if it sweeps.
 *
 * @param name unique in the suite
 * @param models names of the models that it is made with; none for every one of the suite
 * @param train how many of the suite's training images it is made with, each 1 or more; empty for
 *     all of them
 * @param labelCorruption probability with which a training label is replaced, 0 to 1; as decimals,
 *     because they become part of names
 * @param labelNoise what replaces such a label
 * @param inputCorruption what replaces the images
 * @param weightDecay strength of the weight decay, 0 for none
 * @param augmentation what changes the training images for every epoch
 * @param start where the initial parameters come from
 * @param paper what was published for it: at most one figure for a model, none where it sweeps
 */
public record ExperimentSpec(
    String name,
    List<String> models,
    Optional<Sweep<Integer>> train,
    Sweep<BigDecimal> labelCorruption,
    LabelNoise labelNoise,
    InputCorruption inputCorruption,
    float weightDecay,
    Augmentation augmentation,
    Start start,
    List<PaperFigure> paper) {
  public ExperimentSpec {
    requireNonNull(name, "name is null");
    models = List.copyOf(models);
    requireNonNull(train, "train is null");
    requireNonNull(labelCorruption, "labelCorruption is null");
    requireNonNull(labelNoise, "labelNoise is null");
    requireNonNull(inputCorruption, "inputCorruption is null");
    requireNonNull(augmentation, "augmentation is null");
    requireNonNull(start, "start is null");
    paper = List.copyOf(paper);
    if (train.filter(Sweep::listed).isPresent() && !paper.isEmpty()) {
      throw new IllegalArgumentException(
          "paper has the figures of one training, but train is a list");
    }
    if (labelCorruption.listed() && !paper.isEmpty()) {
      throw new IllegalArgumentException(
          "paper has the figures of one training, but labelCorruption is a list");
    }
    requireOneOfEachModel(paper);
  }

  private static void requireOneOfEachModel(List<PaperFigure> paper) {
    for (int i = 0; i < paper.size(); i++) {
      if (paper.subList(0, i).stream().anyMatch(paper.get(i)::overlaps)) {
        throw new IllegalArgumentException(
            "paper has two figures of %s, allowed is one"
                .formatted(
                    paper.get(i).model().map(name -> "the model " + name).orElse("a model")));
      }
    }
  }

  /** Returns what was published for it with that model. */
  public Optional<PaperFigure> paper(String model) {
    return paper.stream().filter(figure -> figure.isOf(model)).findFirst();
  }

  /** Returns whether it is made with that model. */
  public boolean isWith(String model) {
    return models.isEmpty() || models.contains(model);
  }

  /** Returns the same experiment, with something else beside it that was published. */
  ExperimentSpec withPaper(UnaryOperator<PaperFigure> change) {
    return new ExperimentSpec(
        name,
        models,
        train,
        labelCorruption,
        labelNoise,
        inputCorruption,
        weightDecay,
        augmentation,
        start,
        paper.stream().map(change).toList());
  }

  /**
   * One of its trainings, but for what the suite sweeps.
   *
   * @param train how many training images; empty for all of the suite's
   * @param labelCorruption probability with which a label is replaced
   */
  public record Point(String name, OptionalInt train, BigDecimal labelCorruption) {}

  /** Returns its points: by number of training images, and then by label corruption. */
  public List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (OptionalInt images : trains()) {
      for (BigDecimal corruption : labelCorruption.values()) {
        points.add(new Point(name(images, corruption), images, corruption));
      }
    }
    return points;
  }

  private List<OptionalInt> trains() {
    return train
        .map(sweep -> sweep.values().stream().map(OptionalInt::of).toList())
        .orElse(List.of(OptionalInt.empty()));
  }

  private String name(OptionalInt images, BigDecimal corruption) {
    return name
        + (train.filter(Sweep::listed).isPresent() ? "-train-" + images.getAsInt() : "")
        + (labelCorruption.listed() ? "-" + corruption.toPlainString() : "");
  }
}
