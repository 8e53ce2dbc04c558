package dev.rote.runner.suite;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.data.Augmentation;
import dev.rote.runner.data.InputCorruption;
import dev.rote.runner.data.LabelNoise;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

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
 */
public record ExperimentSpec(
    String name,
    Sweep<BigDecimal> labelCorruption,
    LabelNoise labelNoise,
    InputCorruption inputCorruption,
    float weightDecay,
    Set<Augmentation> augmentation) {
  public ExperimentSpec {
    requireNonNull(name, "name is null");
    requireNonNull(labelCorruption, "labelCorruption is null");
    requireNonNull(labelNoise, "labelNoise is null");
    requireNonNull(inputCorruption, "inputCorruption is null");
    augmentation = Set.copyOf(augmentation);
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
