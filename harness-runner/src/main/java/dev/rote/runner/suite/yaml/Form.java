package dev.rote.runner.suite.yaml;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The mappings that a suite or model file consists of, with the keys each may and must have. The
 * reader accepts these and no others; the JSON schemas list the same.
 */
enum Form {
  SUITE(
      "a suite",
      "suite",
      must("name", "data", "models", "optimizer", "learningRate", "batchSize", "experiments"),
      may(
          "description",
          "preprocessing",
          "loss",
          "seeds",
          "thresholds",
          "stop",
          "measure",
          "twins",
          "profiles")),
  PROFILE(
      "a profile",
      "profile",
      must(),
      may(
          "data",
          "models",
          "learningRate",
          "batchSize",
          "seeds",
          "thresholds",
          "stop",
          "measure",
          "twins")),
  DATA("data", "data", must("set"), may("train", "test")),
  PREPROCESSING("preprocessing", "preprocessing", must(), may("scale", "crop", "whiten")),
  MODEL_REFERENCE(
      "a reference to a model file",
      "modelReference",
      must("model"),
      may("name", "learningRate", "gain")),
  INLINE_MODEL(
      "a model",
      "inlineModel",
      must("name", "layers"),
      may("learningRate", "initializer", "convolution")),
  OPTIMIZER("the optimizer", "optimizer", must("type", "momentum"), may("nesterov")),
  LEARNING_RATE(
      "learningRate",
      "learningRate",
      must("initial"),
      may("decayPerEpoch", "step", "cosine", "warmup")),
  STEP_DECAY("step", "stepDecay", must("epochs", "factor"), may()),
  COSINE_DECAY("cosine", "cosineDecay", must("epochs"), may("final")),
  RATE_WARMUP("warmup", "rateWarmup", must("epochs"), may()),
  EXPERIMENT(
      "an experiment",
      "experiment",
      must("name"),
      may(
          "models",
          "train",
          "labelCorruption",
          "labelNoise",
          "inputCorruption",
          "regularizers",
          "start",
          "paper")),
  REGULARIZERS("regularizers", "regularizers", must(), may("weightDecay", "augmentation")),
  AUGMENTATION(
      "an augmentation",
      "augmentationWithArguments",
      must(),
      may("random-crop", "random-rotation", "random-brightness", "random-contrast")),
  RANDOM_CROP("random-crop", "randomCrop", must("padding"), may()),
  PAPER(
      "paper",
      "paperFigure",
      must("where"),
      may("model", "converged", "trainAccuracy", "testAccuracy", "slowdown", "of", "unlike")),
  THRESHOLDS("thresholds", "thresholds", must(), may("error", "loss")),
  STOP("stop", "stop", must(), may("until", "maxEpochs", "timeout")),
  MEASURE("measure", "measure", must(), may("batchSizes", "forks", "warmup", "iterations", "time")),
  WARMUP("warmup", "warmup", must(), may("iterations", "time")),

  MODEL_FILE(
      "a model file", "model", must("layers"), may("description", "initializer", "convolution")),
  INITIALIZER("the initializer", "initializer", must("scheme"), may("gain")),
  CONVOLUTION("convolution", "convolution", must("batchNorm"), may()),
  LAYER(
      "a layer",
      "layerWithArguments",
      must(),
      may(
          "dense",
          "conv2d",
          "maxPool",
          "lrn",
          "batchNorm",
          "dropout",
          "concat",
          "residual",
          "convModule",
          "inception",
          "downsample")),
  DENSE("dense", "dense", must("units"), may("bias")),
  CONV2D("conv2d", "conv2d", must("filters", "kernel"), may("stride", "bias")),
  CONV_MODULE("convModule", "convModule", must("filters", "kernel"), may("stride")),
  MAX_POOL("maxPool", "maxPool", must("size", "stride"), may()),
  LRN("lrn", "lrn", must("radius", "bias", "alpha", "beta"), may()),
  BATCH_NORM("batchNorm", "batchNorm", must(), may("epsilon", "decay", "scale")),
  RESIDUAL("residual", "residual", must("body"), may("shortcut"));

  private final String title;
  private final String schemaName;
  private final List<String> required;
  private final Set<String> keys;

  Form(String title, String schemaName, List<String> required, List<String> optional) {
    this.title = title;
    this.schemaName = schemaName;
    this.required = required;
    this.keys = new LinkedHashSet<>(required);
    this.keys.addAll(optional);
  }

  private static List<String> must(String... keys) {
    return List.of(keys);
  }

  private static List<String> may(String... keys) {
    return List.of(keys);
  }

  /** Returns how a sentence calls it, such as {@code a suite}. */
  String title() {
    return title;
  }

  /** Returns the name of its definition in the JSON schemas. */
  String schemaName() {
    return schemaName;
  }

  /** Returns what a sentence says after "allowed is". */
  String description() {
    return "a mapping with the %s %s"
        .formatted(keys.size() == 1 ? "key" : "keys", String.join(", ", keys));
  }

  List<String> required() {
    return required;
  }

  /** Returns every key it may have, the required ones first. */
  Set<String> keys() {
    return keys;
  }
}
