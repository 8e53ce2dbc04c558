package dev.rote.runner.worker;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * How well logits fit labels, computed in float64 and the same for every backend.
 *
 * @param loss mean softmax cross-entropy; NaN if any logit of any example is NaN
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

  /**
   * Evaluates.
   *
   * @param logits {@code [n, classes]} from index 0
   * @param labels {@code [n]} from index 0
   * @param classes number of classes
   */
  public static Evaluation of(FloatBuffer logits, IntBuffer labels, int classes) {
    int count = labels.capacity();
    double sum = 0;
    int wrong = 0;
    for (int example = 0; example < count; example++) {
      int first = example * classes;
      int label = labels.get(example);
      int predicted = largest(logits, first, classes);
      if (predicted != label) {
        wrong++;
      }
      sum += crossEntropy(logits, first, classes, label);
    }
    return new Evaluation(sum / count, wrong, count);
  }

  /** Returns the share of wrongly classified examples, 0 to 1. */
  public double error() {
    return (double) wrong / count;
  }

  /** Returns the share of rightly classified examples, 0 to 1. */
  public double accuracy() {
    return (double) (count - wrong) / count;
  }

  /** Returns the first class with the largest logit, or -1 if a logit is NaN. */
  private static int largest(FloatBuffer logits, int first, int classes) {
    int largest = 0;
    for (int c = 0; c < classes; c++) {
      float logit = logits.get(first + c);
      if (Float.isNaN(logit)) {
        return -1;
      }
      if (logit > logits.get(first + largest)) {
        largest = c;
      }
    }
    return largest;
  }

  /** The largest logit is subtracted first, so that no exponential overflows. */
  private static double crossEntropy(FloatBuffer logits, int first, int classes, int label) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      largest = Math.max(largest, logits.get(first + c));
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += StrictMath.exp(logits.get(first + c) - largest);
    }
    return StrictMath.log(sum) + largest - logits.get(first + label);
  }
}
