package dev.rote.runner.training;

import dev.rote.api.Loss;
import dev.rote.runner.result.Evaluation;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Computes how well logits fit labels, in float64 and the same for every backend. */
public final class Evaluator {
  private Evaluator() {}

  /**
   * Evaluates.
   *
   * @param kind which loss
   * @param logits {@code [n, classes]} from index 0
   * @param labels {@code [n]} from index 0
   * @param classes number of classes
   */
  public static Evaluation evaluate(Loss kind, FloatBuffer logits, IntBuffer labels, int classes) {
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
      sum += loss(kind, logits, first, classes, label);
    }
    return new Evaluation(sum / count, wrong, count);
  }

  /**
   * Returns the mean loss of some examples.
   *
   * @param kind which loss
   * @param logits {@code [n, classes]} from index 0
   * @param labels {@code [n]} from index 0
   * @param classes number of classes
   * @param examples their indices, one or more
   */
  public static double loss(
      Loss kind, FloatBuffer logits, IntBuffer labels, int classes, IntBuffer examples) {
    double sum = 0;
    for (int i = 0; i < examples.capacity(); i++) {
      int example = examples.get(i);
      sum += loss(kind, logits, example * classes, classes, labels.get(example));
    }
    return sum / examples.capacity();
  }

  private static double loss(Loss kind, FloatBuffer logits, int first, int classes, int label) {
    return switch (kind) {
      case CROSS_ENTROPY -> crossEntropy(logits, first, classes, label);
      case SQUARED -> squared(logits, first, classes, label);
    };
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

  private static double squared(FloatBuffer logits, int first, int classes, int label) {
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      double distance = (double) logits.get(first + c) - (c == label ? 1 : 0);
      sum += distance * distance;
    }
    return sum / 2;
  }
}
