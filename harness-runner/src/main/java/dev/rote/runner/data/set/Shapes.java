package dev.rote.runner.data.set;

import dev.rote.api.Shape;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Ten classes of small pictures, generated: image i of a split is the same on every machine and in
 * every experiment. There are many, of which a suite that does not say uses few.
 */
final class Shapes extends DataSet {
  static final Shape SHAPE = Shape.of(3, 28, 28);

  private final ImageSource generator = new ShapesGenerator(this);

  Shapes() {
    super("shapes", "small figures of ten kinds, generated", SHAPE, 10, 200_000, 200_000);
  }

  @Override
  public int defaultTrain() {
    return 2_000;
  }

  @Override
  public int defaultTest() {
    return 1_000;
  }

  @Override
  public Optional<OfficialFiles> officialFiles() {
    return Optional.empty();
  }

  @Override
  public Optional<ImageSource> find(Path directory) {
    return Optional.of(generator);
  }

  @Override
  Optional<Relative> relative(Path file, String name, Path around) {
    return Optional.empty();
  }
}
