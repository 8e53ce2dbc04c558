package dev.rote.api;

/** What a parameter does in its layer, which decides how it is initialized and updated. */
public enum Role {
  /** Weights of a dense layer or a convolution: trained, and the only ones with weight decay. */
  WEIGHT("weight", true),
  /** Bias of a dense layer or a convolution: trained. */
  BIAS("bias", true),
  /** Scale of a batch norm: trained. */
  SCALE("scale", true),
  /** Shift of a batch norm: trained. */
  SHIFT("shift", true),
  /** Running mean of a batch norm: a statistic, not trained. */
  RUNNING_MEAN("runningMean", false),
  /** Running variance of a batch norm: a statistic, not trained. */
  RUNNING_VARIANCE("runningVariance", false);

  private final String suffix;
  private final boolean trained;

  Role(String suffix, boolean trained) {
    this.suffix = suffix;
    this.trained = trained;
  }

  /** Returns the last part of the parameter's name, such as {@code weight}. */
  public String suffix() {
    return suffix;
  }

  /** Returns whether the optimizer updates it; if not, the layer itself does. */
  public boolean trained() {
    return trained;
  }

  /** Returns whether weight decay acts on it. */
  public boolean decayed() {
    return this == WEIGHT;
  }
}
