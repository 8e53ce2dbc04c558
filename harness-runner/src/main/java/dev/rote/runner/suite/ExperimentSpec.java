package dev.rote.runner.suite;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.data.Augmentation;
import dev.rote.runner.data.InputCorruption;
import dev.rote.runner.data.LabelNoise;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a suite does with its models and data; several experiments if it sweeps.
 *
 * @param name unique in the suite
 * @param labelCorruption probability with which a training label is replaced, 0 to 1; as decimals,
 *     because they become part of names
 * @param labelNoise what replaces such a label
 * @param inputCorruption what replaces the images
 * @param weightDecay strength of the weight decay, 0 for none
 * @param augmentation what changes the training images for every epoch
 * @param paper what was published for it: at most one figure for a model, none where it sweeps
 */
public record ExperimentSpec(
    String name,
    Sweep<BigDecimal> labelCorruption,
    LabelNoise labelNoise,
    InputCorruption inputCorruption,
    float weightDecay,
    Augmentation augmentation,
    List<PaperFigure> paper) {
  public ExperimentSpec {
    requireNonNull(name, "name is null");
    requireNonNull(labelCorruption, "labelCorruption is null");
    requireNonNull(labelNoise, "labelNoise is null");
    requireNonNull(inputCorruption, "inputCorruption is null");
    requireNonNull(augmentation, "augmentation is null");
    paper = List.copyOf(paper);
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

  /** Returns the same experiment without what was published for it. */
  public ExperimentSpec withoutPaper() {
    return new ExperimentSpec(
        name, labelCorruption, labelNoise, inputCorruption, weightDecay, augmentation, List.of());
  }

  /** Returns the names of its points, one for each label corruption. */
  public List<String> names() {
    return labelCorruption.values().stream().map(this::name).toList();
  }

  /** Returns the name of the point with that label corruption. */
  public String name(BigDecimal corruption) {
    return name + (labelCorruption.listed() ? "-" + corruption.toPlainString() : "");
  }
}
