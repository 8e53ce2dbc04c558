package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * SHA-256 of what a worker handed to its backend, in hexadecimal, each empty if the cell did not
 * get that far. Two cells of one experiment have equal hashes, or they ran different experiments;
 * only {@code finalParameters} is the framework's own.
 *
 * @param images the training images as they are evaluated
 * @param labels the training labels
 * @param testImages the test images
 * @param testLabels the test labels
 * @param parameters the initial parameters
 * @param order the indices of the first epoch, once it was trained
 * @param finalParameters the parameters after the last step, once the run ended by itself
 */
public record Hashes(
    Optional<String> images,
    Optional<String> labels,
    Optional<String> testImages,
    Optional<String> testLabels,
    Optional<String> parameters,
    Optional<String> order,
    Optional<String> finalParameters) {
  /** What {@link #shared()} calls the initial parameters. */
  public static final String PARAMETERS = "parameters";

  /** Of a cell that nothing was handed to. */
  public static final Hashes NONE =
      new Hashes(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Hashes {
    requireNonNull(images, "images is null");
    requireNonNull(labels, "labels is null");
    requireNonNull(testImages, "testImages is null");
    requireNonNull(testLabels, "testLabels is null");
    requireNonNull(parameters, "parameters is null");
    requireNonNull(order, "order is null");
    requireNonNull(finalParameters, "finalParameters is null");
  }

  /** Returns the hashes of inputs before anything is trained. */
  public static Hashes ofInputs(
      String images, String labels, String testImages, String testLabels, String parameters) {
    return new Hashes(
        Optional.of(images),
        Optional.of(labels),
        Optional.of(testImages),
        Optional.of(testLabels),
        Optional.of(parameters),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns the same with that order of the first epoch. */
  public Hashes withOrder(String hash) {
    return new Hashes(
        images, labels, testImages, testLabels, parameters, Optional.of(hash), finalParameters);
  }

  /** Returns the same with these final parameters. */
  public Hashes withFinalParameters(Optional<String> hash) {
    return new Hashes(images, labels, testImages, testLabels, parameters, order, hash);
  }

  /** Returns those that all cells of an experiment must share, by name. */
  public Map<String, Optional<String>> shared() {
    Map<String, Optional<String>> shared = new LinkedHashMap<>();
    shared.put("images", images);
    shared.put("labels", labels);
    shared.put("testImages", testImages);
    shared.put("testLabels", testLabels);
    shared.put(PARAMETERS, parameters);
    shared.put("order", order);
    return shared;
  }
}
