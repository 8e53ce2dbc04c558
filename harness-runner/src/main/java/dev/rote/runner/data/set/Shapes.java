package dev.rote.runner.data.set;

import dev.rote.api.Shape;
import dev.rote.runner.random.RandomStream;

/**
 * Ten classes of small pictures: a {@linkplain Figure figure} of random place, size and colour on a
 * ground of random colour, with noise, all in integer arithmetic.
 *
 * <p>From the stream {@code shapes} with seed 0, the split (0 training, 1 test) and the image come,
 * in this order: the class; the centre's x and y and the radius, in half pixels; for each channel
 * the ground and how much brighter the figure is; and then 64 bits for every eight values in the
 * order [c, h, w], the lowest byte first, each a signed byte b that adds {@code b * NOISE >> 7}.
 *
 * <p>The constants make it about as hard as wanted: 512 hidden units memorize 2,000 images within
 * 10 to 20 epochs, with true labels and with random ones, and are right about 78 % of the other
 * images after true labels.
 */
final class Shapes extends GeneratedSet {
  static final Shape SHAPE = Shape.of(3, 28, 28);
  static final int FARTHEST = 6;
  static final int SMALLEST_RADIUS = 10;
  static final int RADII = 9;
  static final int GROUNDS = 120;
  static final int FAINTEST = 20;
  static final int CONTRASTS = 100;
  static final int NOISE = 25;

  private static final int EXTENT = 28;
  private static final Figure[] FIGURES = Figure.values();

  Shapes() {
    super("shapes", "small figures of ten kinds, generated", SHAPE, FIGURES.length, 2_000, 1_000);
  }

  @Override
  byte draw(Split split, int image, byte[] pixels, int offset) {
    RandomStream random = RandomStream.of(SEED, "shapes", split.index(), image);
    int label = random.nextInt(FIGURES.length);
    int centreX = EXTENT - FARTHEST + random.nextInt(2 * FARTHEST + 1);
    int centreY = EXTENT - FARTHEST + random.nextInt(2 * FARTHEST + 1);
    int radius = SMALLEST_RADIUS + random.nextInt(RADII);
    int[] ground = new int[SHAPE.get(0)];
    int[] contrast = new int[SHAPE.get(0)];
    for (int channel = 0; channel < ground.length; channel++) {
      ground[channel] = random.nextInt(GROUNDS);
      contrast[channel] = FAINTEST + random.nextInt(CONTRASTS);
    }
    int value = 0;
    long noise = 0;
    for (int channel = 0; channel < ground.length; channel++) {
      for (int y = 0; y < EXTENT; y++) {
        for (int x = 0; x < EXTENT; x++) {
          noise = value % Long.BYTES == 0 ? random.nextLong() : noise >>> Byte.SIZE;
          boolean inside =
              FIGURES[label].contains(2 * x + 1 - centreX, 2 * y + 1 - centreY, radius);
          int level = ground[channel] + (inside ? contrast[channel] : 0);
          pixels[offset + value] = (byte) Math.clamp(level + ((byte) noise * NOISE >> 7), 0, 255);
          value++;
        }
      }
    }
    return (byte) label;
  }
}
