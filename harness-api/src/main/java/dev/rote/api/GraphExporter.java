package dev.rote.api;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An optional ability of a {@link Backend} that trains by running graphs: it can write them to
 * files, so that anyone can look at them. Loads no native code.
 */
public interface GraphExporter {
  /**
   * Writes the graphs of a network, with the parameters' initial values in them. Existing files are
   * replaced.
   *
   * @param plan what would be trained, where and how
   * @param initial a value for every parameter of {@code plan.model()}; not modified
   * @param trainingStep receives the graph of one training step
   * @param prediction receives the graph of a prediction
   * @throws UnsupportedLayerException if the model has a layer this backend cannot train
   * @throws IOException if a file cannot be written
   */
  void exportGraphs(TrainingPlan plan, Parameters initial, Path trainingStep, Path prediction)
      throws IOException;
}
