package dev.rote.runner.specification.independent;

import java.nio.charset.StandardCharsets;

/** Section "Random numbers". */
final class Stream {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private final long key;
  private long n;
  private double second = Double.NaN;

  Stream(long seed, String purpose, long... indices) {
    long k = seed;
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      k = mix(k + GAMMA ^ Byte.toUnsignedLong(b));
    }
    for (long index : indices) {
      k = mix(k + GAMMA ^ index);
    }
    key = k;
  }

  private static long mix(long z) {
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  long nextLong() {
    return mix(key + ++n * GAMMA);
  }

  double nextDouble() {
    return Math.scalb((double) (nextLong() >>> 11), -53);
  }

  int nextInt(long bound) {
    long p = (nextLong() >>> 32) * bound;
    while (p % (1L << 32) < ((1L << 32) - bound) % bound) {
      p = (nextLong() >>> 32) * bound;
    }
    return (int) (p >>> 32);
  }

  /** What is left over of a pair waits in {@code second}. */
  double nextNormal() {
    if (!Double.isNaN(second)) {
      double waiting = second;
      second = Double.NaN;
      return waiting;
    }
    double u1 = nextDouble();
    double u2 = nextDouble();
    double r = Math.sqrt(-2 * StrictMath.log(1 - u1));
    double a = 0x1.921fb54442d18p+2 * u2;
    second = r * StrictMath.sin(a);
    return r * StrictMath.cos(a);
  }

  int[] permutation(int size) {
    int[] p = new int[size];
    for (int i = 0; i < size; i++) {
      p[i] = i;
    }
    for (int i = size - 1; i >= 1; i--) {
      int j = nextInt(i + 1);
      int swapped = p[i];
      p[i] = p[j];
      p[j] = swapped;
    }
    return p;
  }
}
