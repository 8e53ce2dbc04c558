package dev.rote.runner.data;

import dev.rote.runner.data.set.Split;
import dev.rote.runner.random.RandomStream;

/**
 * Images of independent normal values, from the stream {@code noise} with the split and the image's
 * index, in the order {@code [c, h, w]}; not clipped.
 *
 * @param mean of every value
 * @param standardDeviation of every value
 * @param seed of the stream
 */
record Noise(double mean, double standardDeviation, long seed) {
  void fill(Split split, int index, double[] values) {
    RandomStream random = RandomStream.of(seed, "noise", split.index(), index);
    for (int i = 0; i < values.length; i++) {
      values[i] = mean + standardDeviation * random.nextNormal();
    }
  }
}
