package dev.rote.testkit.clause;

/** Where numbers that are not the oracle's were first seen. */
public enum Symptom {
  /** The very first loss is another number. */
  FORWARD,

  /** The first losses agree and a later one does not. */
  UPDATE,

  /** All losses agree, and a parameter or a running statistic after them does not. */
  STATE,

  /** Losses and parameters agree, and the logits predicted afterwards do not. */
  PREDICTION
}
