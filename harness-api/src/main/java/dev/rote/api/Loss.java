package dev.rote.api;

/** What training makes small. Of a batch it is the mean over the examples. */
public enum Loss {
  /**
   * Softmax cross-entropy: of an example {@code -log(softmax(logits)[label])}, and its gradient
   * with respect to the logits {@code softmax(logits) - t}, where t is 1 at the label and 0
   * elsewhere.
   */
  CROSS_ENTROPY("cross-entropy"),
  /**
   * The squared loss, as in section 5 of Zhang et al. 2016: of an example {@code 1/2 * sum of
   * (logits[k] - t[k])^2} over the classes k, where t is 1 at the label and 0 elsewhere, and its
   * gradient with respect to the logits {@code logits - t}. There is no softmax, and no mean over
   * the classes.
   */
  SQUARED("squared");

  private final String id;

  Loss(String id) {
    this.id = id;
  }

  /** Returns the name that suites use, such as {@code cross-entropy}. */
  public String id() {
    return id;
  }
}
