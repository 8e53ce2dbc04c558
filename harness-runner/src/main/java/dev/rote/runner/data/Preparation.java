package dev.rote.runner.data;

import dev.rote.api.DirectBuffers;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Shape;
import dev.rote.runner.data.set.DataException;
import dev.rote.runner.data.set.ImageSource;
import dev.rote.runner.data.set.Split;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Turns stored images into the examples of one recipe. Every image depends on nothing but itself,
 * the recipe and its index, so that images are prepared in parallel, and come out the same on any
 * number of threads.
 */
final class Preparation {
  private static final int IMAGES_PER_TASK = 64;

  private final DataRecipe recipe;
  private final ImageSource source;
  private final Shape stored;
  private final Shape shape;
  private final double divisor;
  private final Rotation rotation;
  private final ColorJitter jitter;
  private final InputPermutation permutation;
  private final LabelCorruption labels;

  Preparation(DataRecipe recipe, ImageSource source) {
    this.recipe = recipe;
    this.source = source;
    this.stored = recipe.set().shape();
    this.shape = recipe.preprocessing().apply(stored);
    this.divisor = recipe.preprocessing().scale() ? 255 : 1;
    this.rotation = new Rotation(shape);
    this.jitter = new ColorJitter(shape, recipe.preprocessing().scale() ? 1 : 255);
    this.permutation = InputPermutation.of(recipe.inputCorruption(), recipe.seed(), shape);
    this.labels =
        new LabelCorruption(
            recipe.labelCorruption(), recipe.labelNoise(), recipe.set().classes(), recipe.seed());
  }

  /** Returns the shape of a prepared image. */
  Shape shape() {
    return shape;
  }

  /** Returns the first {@code count} examples of a split. */
  Examples examples(Split split, int count) {
    IntBuffer labels = DirectBuffers.ints(count);
    FloatBuffer values = DirectBuffers.floats(Math.multiplyExact(count, shape.size()));
    ImageDraw centre = ImageDraw.of(ImagePart.centre(stored, shape));
    read(
        split,
        count,
        block -> {
          putLabels(split, block, labels);
          prepare(split, block, i -> centre, values);
        });
    return new Examples(new Images(count, shape, values), labels);
  }

  /** Returns the first {@code count} examples of a split, with noise for images. */
  Examples noise(Split split, int count, Noise noise) {
    IntBuffer labels = DirectBuffers.ints(count);
    FloatBuffer values = DirectBuffers.floats(Math.multiplyExact(count, shape.size()));
    read(split, count, block -> putLabels(split, block, labels));
    forEachImage(
        count,
        (i, scratch) -> {
          noise.fill(split, i, scratch.values);
          finish(scratch, i, values);
        });
    return new Examples(new Images(count, shape, values), labels);
  }

  /** Returns the noise that has the mean and variance of the recipe's training images. */
  Noise matchingNoise() {
    PixelStatistics statistics = new PixelStatistics(stored, shape);
    read(Split.TRAIN, recipe.train(), statistics::add);
    return new Noise(
        statistics.mean() / divisor, statistics.standardDeviation() / divisor, recipe.seed());
  }

  /** Returns the recipe's training images as they are stored, {@code [n, c, h, w]}. */
  byte[] storedTrainingImages() {
    byte[] pixels = new byte[Math.multiplyExact(recipe.train(), stored.size())];
    read(
        Split.TRAIN,
        recipe.train(),
        block ->
            System.arraycopy(
                block.pixels(),
                0,
                pixels,
                block.first() * stored.size(),
                block.count() * stored.size()));
    return pixels;
  }

  /** Prepares the training images of an augmented epoch. */
  void augment(byte[] pixels, int epoch, FloatBuffer values) {
    prepare(
        Split.TRAIN,
        new ImageSource.Block(0, recipe.train(), new byte[0], pixels),
        i -> ImageDraw.augmented(stored, shape, recipe.augmentation(), recipe.seed(), epoch, i),
        values);
  }

  /** Reads every image once, or fails: one that no block has would be black, and of class 0. */
  private void read(Split split, int count, ImageSource.BlockReader reader) {
    BitSet filled = new BitSet(count);
    source.read(
        split,
        count,
        block -> {
          BitSet images = new BitSet(count);
          images.set(block.first(), block.first() + block.count());
          if (images.intersects(filled) || images.length() > count) {
            throw DataException.of(
                "an image of %s comes twice or was not asked for, from image %,d (from 0) on",
                source.files(split), block.first());
          }
          filled.or(images);
          reader.accept(block);
        });
    if (filled.cardinality() < count) {
      throw DataException.of(
          "%s did not give the %s image %,d (from 0), though %,d were asked for: fetch it again",
          source.files(split), split.adjective(), filled.nextClearBit(0), count);
    }
  }

  private void putLabels(Split split, ImageSource.Block block, IntBuffer labels) {
    for (int i = 0; i < block.count(); i++) {
      int index = block.first() + i;
      labels.put(index, label(split, index, block.labels()[i]));
    }
  }

  private int label(Split split, int index, int label) {
    return switch (split) {
      case TRAIN -> labels.apply(label, index);
      case TEST -> label;
    };
  }

  private void prepare(Split split, ImageSource.Block block, Draws draws, FloatBuffer values) {
    forEachImage(
        block.count(),
        (i, scratch) -> {
          int index = block.first() + i;
          ImageDraw draw = draws.of(index);
          draw.part()
              .copy(block.pixels(), i * stored.size(), stored, shape, divisor, scratch.values);
          draw.rotation()
              .ifPresent(degrees -> rotation.apply(degrees, scratch.values, scratch.copy));
          jitter.apply(draw.brightness(), draw.contrast(), scratch.values);
          permutation.apply(split, index, scratch.values, scratch.copy);
          finish(scratch, index, values);
        });
  }

  /** Whitens and rounds to float32, the only rounding. */
  private void finish(Scratch scratch, int index, FloatBuffer values) {
    if (recipe.preprocessing().whiten()) {
      Whitening.apply(scratch.values);
    }
    for (int i = 0; i < scratch.rounded.length; i++) {
      scratch.rounded[i] = (float) scratch.values[i];
    }
    values.put(index * shape.size(), scratch.rounded);
  }

  private void forEachImage(int count, ImageTask task) {
    int tasks = Math.ceilDiv(count, IMAGES_PER_TASK);
    IntStream.range(0, tasks)
        .parallel()
        .forEach(t -> {
          Scratch scratch = new Scratch(shape.size());
          int end = Math.min(count, (t + 1) * IMAGES_PER_TASK);
          for (int i = t * IMAGES_PER_TASK; i < end; i++) {
            task.run(i, scratch);
          }
        });
  }

  @FunctionalInterface
  private interface Draws {
    ImageDraw of(int index);
  }

  @FunctionalInterface
  private interface ImageTask {
    void run(int image, Scratch scratch);
  }

  /** One thread's image, before and after rounding. */
  private static final class Scratch {
    final double[] values;
    final double[] copy;
    final float[] rounded;

    Scratch(int size) {
      values = new double[size];
      copy = new double[size];
      rounded = new float[size];
    }
  }
}
