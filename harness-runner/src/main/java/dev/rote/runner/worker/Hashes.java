package dev.rote.runner.worker;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * SHA-256 of what a worker handed to its backend, in hexadecimal: see {@link TensorHash} for what
 * exactly is hashed. Two cells of one experiment have equal hashes, or they ran different
 * experiments; only {@code finalParameters} is the framework's own.
 *
 * @param images the training images
 * @param labels the training labels
 * @param testImages the test images
 * @param testLabels the test labels
 * @param parameters the initial parameters
 * @param order the indices of the first epoch, once it was trained
 * @param finalParameters the parameters after the last step, once the run ended by itself
 */
public record Hashes(
    String images,
    String labels,
    String testImages,
    String testLabels,
    String parameters,
    Optional<String> order,
    Optional<String> finalParameters) {
  public Hashes {
    requireNonNull(images, "images is null");
    requireNonNull(labels, "labels is null");
    requireNonNull(testImages, "testImages is null");
    requireNonNull(testLabels, "testLabels is null");
    requireNonNull(parameters, "parameters is null");
    requireNonNull(order, "order is null");
    requireNonNull(finalParameters, "finalParameters is null");
  }

  Hashes withOrder(String hash) {
    return new Hashes(
        images, labels, testImages, testLabels, parameters, Optional.of(hash), finalParameters);
  }

  Hashes withFinalParameters(String hash) {
    return new Hashes(images, labels, testImages, testLabels, parameters, order, Optional.of(hash));
  }
}
