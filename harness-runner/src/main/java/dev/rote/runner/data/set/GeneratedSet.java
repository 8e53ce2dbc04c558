package dev.rote.runner.data.set;

import dev.rote.api.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A set without files: image i of a split is computed, and the same on every machine and in every
 * experiment. There are many, of which a suite that does not say uses few.
 */
abstract class GeneratedSet extends DataSet {
  /** The seed of its streams, whatever that of an experiment. */
  static final long SEED = 0;

  private static final int IMAGES = 200_000;

  private final ImageSource images = new Generated();
  private final int defaultTrain;
  private final int defaultTest;

  GeneratedSet(
      String id, String description, Shape shape, int classes, int defaultTrain, int defaultTest) {
    super(id, description, shape, classes, IMAGES, IMAGES);
    this.defaultTrain = defaultTrain;
    this.defaultTest = defaultTest;
  }

  /**
   * Draws an image and returns its label.
   *
   * @param pixels receives its bytes, in the order [c, h, w]
   * @param offset of the first of them
   */
  abstract byte draw(Split split, int image, byte[] pixels, int offset);

  @Override
  public final int defaultTrain() {
    return defaultTrain;
  }

  @Override
  public final int defaultTest() {
    return defaultTest;
  }

  @Override
  public final Optional<OfficialFiles> officialFiles() {
    return Optional.empty();
  }

  @Override
  public final Optional<ImageSource> find(Path directory) {
    return Optional.of(images);
  }

  @Override
  final Optional<Relative> relative(Path file, String name, Path around) {
    return Optional.empty();
  }

  private final class Generated implements ImageSource {
    @Override
    public DataSet set() {
      return GeneratedSet.this;
    }

    @Override
    public int available(Split split) {
      return switch (split) {
        case TRAIN -> trainImages();
        case TEST -> testImages();
      };
    }

    @Override
    public List<SetFile> present() {
      return List.of();
    }

    @Override
    public String files(Split split) {
      return "its generator";
    }

    @Override
    public void read(Split split, int count, BlockReader reader) {
      if (count > available(split)) {
        throw tooFew(split, count, available(split));
      }
      int size = shape().size();
      byte[] labels = new byte[Block.IMAGES];
      byte[] pixels = new byte[Block.IMAGES * size];
      for (int start = 0; start < count; start += Block.IMAGES) {
        int first = start;
        int images = Math.min(Block.IMAGES, count - first);
        IntStream.range(0, images)
            .parallel()
            .forEach(i -> labels[i] = draw(split, first + i, pixels, i * size));
        reader.accept(new Block(first, images, labels, pixels));
      }
    }
  }
}
