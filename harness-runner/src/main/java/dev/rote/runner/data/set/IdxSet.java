package dev.rote.runner.data.set;

import dev.rote.api.Shape;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A set of the form that MNIST made common: grey images {@code [1, 28, 28]} of ten classes, 60,000
 * for training and 10,000 for test, in four files in the IDX format.
 */
abstract class IdxSet extends DataSet {
  IdxSet(String id, String description) {
    super(id, description, Shape.of(1, 28, 28), 10, 60_000, 10_000);
  }

  /** Returns what a data directory has that has the set, see {@link OfficialFiles#layout}. */
  final String layout() {
    return id() + "/" + IdxFiles.imagesName(Split.TRAIN) + " nor its .gz";
  }

  @Override
  public final Optional<ImageSource> find(Path directory) {
    return IdxFiles.find(this, directory);
  }
}
