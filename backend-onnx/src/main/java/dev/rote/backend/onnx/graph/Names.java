package dev.rote.backend.onnx.graph;

import dev.rote.api.LayerNode;

/** The names of the graphs' inputs and outputs; those of parameters are in {@link Variable}. */
public final class Names {
  /** Input {@code [n, c, h, w]}: the training set, or what to predict. */
  public static final String IMAGES = "images";

  /** Input {@code [n]}, int32: the classes of the training set. */
  public static final String LABELS = "labels";

  /** Input {@code [batch]}, of the loop {@code [steps, batch]}, int32: rows of the training set. */
  public static final String INDICES = "indices";

  /** Input, a scalar. */
  public static final String LEARNING_RATE = "learningRate";

  /** Input of the loop, an int64 scalar: how many steps. */
  public static final String STEPS = "steps";

  /** Output, a scalar, of the loop {@code [steps]}: the loss before the update. */
  public static final String LOSS = "loss";

  /** Output {@code [n, classes]} of the prediction. */
  public static final String LOGITS = "logits";

  private Names() {}

  /**
   * Returns the name of a dropout layer's mask, {@code [batch, ...]}, of the loop {@code [steps,
   * batch, ...]}.
   */
  public static String mask(LayerNode dropout) {
    return dropout.name() + ".mask";
  }

  static String momentum(String parameter) {
    return parameter + ".momentum";
  }

  static String next(String name) {
    return name + ".next";
  }
}
