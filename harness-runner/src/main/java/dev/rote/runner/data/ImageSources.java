package dev.rote.runner.data;

import java.nio.file.Path;
import java.util.Optional;

/** Finds the files of a data set. */
final class ImageSources {
  private ImageSources() {}

  /**
   * Returns the set as it is in the first directory that has it.
   *
   * @throws DataException if none has it; names the directories
   */
  static ImageSource open(DataSet set, DataLocations locations) {
    return find(set, locations)
        .orElseThrow(() ->
            DataException.of(
                "the data set %s was not found: neither %s is in %s; get it with `rote data"
                    + " fetch %s`, or name the directory that has it with --data-dir or %s",
                set.id(),
                set == DataSet.CIFAR10 ? Cifar10.LAYOUT : IdxFiles.layout(set),
                locations,
                set.id(),
                DataLocations.VARIABLE));
  }

  /** Returns the set as it is in the first directory that has it, or empty if none has it. */
  static Optional<ImageSource> find(DataSet set, DataLocations locations) {
    return locations.directories().stream()
        .flatMap(directory -> findIn(set, directory).stream())
        .findFirst();
  }

  /** Returns the set as it is in one directory, or empty if it is not there. */
  static Optional<ImageSource> findIn(DataSet set, Path directory) {
    return switch (set) {
      case SHAPES -> Optional.of(new Shapes());
      case CIFAR10 -> Cifar10.find(directory);
      case MNIST, FASHION_MNIST -> IdxFiles.find(set, directory);
    };
  }
}
