package dev.rote.runner.result;

/**
 * How well a network classifies a set.
 *
 * @param loss mean over the examples, of the suite's loss; NaN if any logit of any example is NaN
 * @param wrong how many examples are classified wrongly: the largest logit is another class's, with
 *     the lowest class winning a tie, or one of the logits is NaN
 * @param count how many examples, 1 or more
 */
public record Evaluation(double loss, int wrong, int count) {
  public Evaluation {
    if (count < 1 || wrong < 0 || wrong > count) {
      throw new IllegalArgumentException(wrong + " of " + count + " examples cannot be wrong");
    }
  }

  /** Returns the share of wrongly classified examples, 0 to 1. */
  public double error() {
    return (double) wrong / count;
  }

  /** Returns the share of rightly classified examples, 0 to 1. */
  public double accuracy() {
    return (double) (count - wrong) / count;
  }
}
