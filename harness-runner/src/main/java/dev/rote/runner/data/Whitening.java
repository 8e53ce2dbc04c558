package dev.rote.runner.data;

/** Per-image whitening, in float64 (TensorFlow's {@code per_image_standardization}). */
final class Whitening {
  private Whitening() {}

  /** Changes the values of an image to {@code (x - mean) / max(std, 1 / sqrt(n))}. */
  static void apply(double[] values) {
    double mean = mean(values);
    double sumOfSquares = 0;
    for (double value : values) {
      sumOfSquares += (value - mean) * (value - mean);
    }
    int n = values.length;
    double deviation = Math.max(Math.sqrt(sumOfSquares / n), 1 / Math.sqrt(n));
    for (int i = 0; i < n; i++) {
      values[i] = (values[i] - mean) / deviation;
    }
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
