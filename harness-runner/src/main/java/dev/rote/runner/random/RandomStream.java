package dev.rote.runner.random;

import java.nio.charset.StandardCharsets;

/**
 * A stream of random numbers that depends on a seed, a purpose and indices, and on nothing else.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood 2014) used by counter: number i of a stream
 * with key k, counted from 0, is {@code mix(k + (i + 1) * 0x9E3779B97F4A7C15)} in 64-bit arithmetic
 * that wraps, where mix is
 *
 * <pre>{@code
 * z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9
 * z = (z ^ (z >>> 27)) * 0x94D049BB133111EB
 * z ^ (z >>> 31)
 * }</pre>
 *
 * <p>docs/specification.md defines all of it for other languages, with test vectors.
 *
 * <p>The key starts as the seed. Each byte of the purpose's UTF-8 form, taken as 0 to 255, and then
 * each index changes it by {@code k = mix(k + 0x9E3779B97F4A7C15 ^ word)}, the sum first.
 */
public final class RandomStream {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private final long key;
  private long counter;
  private double spareNormal;
  private boolean hasSpareNormal;

  private RandomStream(long key) {
    this.key = key;
  }

  /**
   * Returns the start of a stream.
   *
   * @param seed the experiment's seed
   * @param purpose what the numbers are for, such as {@code labels}
   * @param indices which of several, such as the epoch
   */
  public static RandomStream of(long seed, String purpose, long... indices) {
    long key = seed;
    for (byte letter : purpose.getBytes(StandardCharsets.UTF_8)) {
      key = mix((key + GAMMA) ^ (letter & 0xFF));
    }
    for (long index : indices) {
      key = mix((key + GAMMA) ^ index);
    }
    return new RandomStream(key);
  }

  /** Returns the next 64 bits. */
  public long nextLong() {
    counter++;
    return mix(key + counter * GAMMA);
  }

  /** Returns a uniform number in [0, 1): the upper 53 bits of the next 64, times 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /**
   * Returns a uniform integer in [0, bound): the upper 32 bits of the next 64, times bound, shifted
   * right by 32 (Lemire 2019). To be exactly uniform it rejects, and draws again, while the lower
   * 32 bits of that product are less than {@code (2^32 - bound) mod bound}.
   *
   * @param bound 1 or more
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound is " + bound + ", allowed is 1 or more");
    }
    long threshold = ((1L << 32) - bound) % bound;
    long product;
    do {
      product = (nextLong() >>> 32) * bound;
    } while ((product & 0xFFFFFFFFL) < threshold);
    return (int) (product >>> 32);
  }

  /**
   * Returns a normal number with mean 0 and variance 1 (Box and Muller 1958): with u1 and u2 the
   * next two {@linkplain #nextDouble uniform numbers} and {@code r = sqrt(-2 ln(1 - u1))}, first
   * {@code r cos(2 pi u2)} and at the next call {@code r sin(2 pi u2)}. Computed with {@link
   * StrictMath}, so that it is the same on every machine; in another language only fdlibm's log,
   * sin and cos give every bit of it.
   */
  public double nextNormal() {
    if (hasSpareNormal) {
      hasSpareNormal = false;
      return spareNormal;
    }
    double radius = Math.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    double angle = 2 * Math.PI * nextDouble();
    spareNormal = radius * StrictMath.sin(angle);
    hasSpareNormal = true;
    return radius * StrictMath.cos(angle);
  }

  /**
   * Returns a permutation of 0 to n - 1 (Fisher and Yates): for i from n - 1 down to 1, element i
   * is exchanged with element {@code nextInt(i + 1)}.
   */
  public int[] permutation(int n) {
    int[] permutation = new int[n];
    for (int i = 0; i < n; i++) {
      permutation[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swapped = permutation[i];
      permutation[i] = permutation[j];
      permutation[j] = swapped;
    }
    return permutation;
  }

  private static long mix(long word) {
    long z = word;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
