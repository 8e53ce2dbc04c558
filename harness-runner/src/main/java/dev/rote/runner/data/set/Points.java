package dev.rote.runner.data.set;

import dev.rote.api.Shape;
import dev.rote.runner.random.RandomStream;

/**
 * Points of 20 dimensions with arbitrary labels: nothing about a point says anything of its label,
 * so that whoever knows the labels has them by heart.
 *
 * <p>From the stream {@code points} with seed 0, the split (0 training, 1 test) and the image come
 * the class, and then 64 bits for every eight coordinates, the lowest byte first.
 */
final class Points extends GeneratedSet {
  private static final Shape SHAPE = Shape.of(20, 1, 1);
  private static final int CLASSES = 10;

  Points() {
    super("points", "points with arbitrary labels, generated", SHAPE, CLASSES, 500, 500);
  }

  @Override
  byte draw(Split split, int image, byte[] pixels, int offset) {
    RandomStream random = RandomStream.of(SEED, "points", split.index(), image);
    byte label = (byte) random.nextInt(CLASSES);
    long bits = 0;
    for (int i = 0; i < SHAPE.size(); i++) {
      bits = i % Long.BYTES == 0 ? random.nextLong() : bits >>> Byte.SIZE;
      pixels[offset + i] = (byte) bits;
    }
    return label;
  }
}
