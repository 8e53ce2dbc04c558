package dev.rote.runner.specification.independent;

import java.util.Arrays;
import java.util.List;

/** Section "Interpolation": the parameters of a network that has all labels untrained. */
final class Theorem {
  private final float[][] images;
  private final int[] labels;

  Theorem(float[][] images, int[] labels) {
    this.images = images;
    this.labels = labels;
  }

  /** Replaces the initial values of the network's tensors, which are in the order of the layers. */
  void start(List<Network.Tensor> tensors, long seed) {
    float[] direction = null;
    double widest = 0;
    for (int k = 0; k < 1000; k++) {
      Stream stream = new Stream(seed, "interpolation", k);
      float[] candidate = new float[images[0].length];
      for (int i = 0; i < candidate.length; i++) {
        candidate[i] = (float) stream.nextNormal();
      }
      double[] sorted = projections(candidate);
      Arrays.sort(sorted);
      double gap = Double.MAX_VALUE;
      for (int i = 1; i < sorted.length; i++) {
        gap = Math.min(gap, sorted[i] - sorted[i - 1]);
      }
      gap /= sorted[sorted.length - 1] - sorted[0];
      if (gap > widest) {
        widest = gap;
        direction = candidate;
      }
    }
    double[] z = projections(direction);
    Integer[] order = new Integer[z.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(z[a], z[b]));

    float[] a = tensors.get(0).initial;
    float[] ones = tensors.get(1).initial;
    float[] bias = tensors.get(2).initial;
    float[] w = tensors.get(3).initial;
    float[] slope = tensors.get(4).initial;
    float[] offset = tensors.get(5).initial;
    System.arraycopy(direction, 0, a, 0, a.length);
    Arrays.fill(ones, 1);
    Arrays.fill(bias, 0);
    Arrays.fill(w, 0);
    double before = z[order[0]] - (z[order[z.length - 1]] - z[order[0]]) / z.length;
    for (int i = 0; i < z.length; i++) {
      double here = z[order[i]];
      bias[i] = -(float) before;
      double sum = 0;
      for (int j = 0; j < i; j++) {
        sum += w[j] * Math.max(here + bias[j], 0);
      }
      w[i] = (float) ((labels[order[i]] - sum) / (here + bias[i]));
      before = here;
    }
    for (int c = 0; c < slope.length; c++) {
      slope[c] = 32 * c;
      offset[c] = -16 * c * c;
    }
  }

  private double[] projections(float[] direction) {
    double[] projections = new double[images.length];
    for (int n = 0; n < images.length; n++) {
      for (int i = 0; i < direction.length; i++) {
        projections[n] += (double) direction[i] * images[n][i];
      }
    }
    return projections;
  }
}
