package dev.rote.runner.data.set;

import static java.util.stream.Collectors.joining;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * MNIST or Fashion-MNIST: a file of images and one of labels for each split, in the IDX format,
 * with or without gzip, in a folder that is named as the set.
 */
record IdxFiles(DataSet set, Path trainImages, Path trainLabels, Path testImages, Path testLabels)
    implements ImageSource {
  /** All four files are needed; where there is one of them, the others are said to be missing. */
  static Optional<ImageSource> find(DataSet set, Path directory) {
    Path folder = directory.resolve(set.id());
    if (existing(folder, imagesName(Split.TRAIN)).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new IdxFiles(
            set,
            require(folder, imagesName(Split.TRAIN)),
            require(folder, labelsName(Split.TRAIN)),
            require(folder, imagesName(Split.TEST)),
            require(folder, labelsName(Split.TEST))));
  }

  static String imagesName(Split split) {
    return prefix(split) + "-images-idx3-ubyte";
  }

  static String labelsName(Split split) {
    return prefix(split) + "-labels-idx1-ubyte";
  }

  @Override
  public int available(Split split) {
    try (IdxReader images = openImages(split);
        IdxReader labels = openLabels(split)) {
      if (images.count() != labels.count()) {
        throw DataException.of(
            "%s has %,d images, but %s has %,d labels: fetch both again",
            images(split), images.count(), labels(split), labels.count());
      }
      return images.count();
    }
  }

  @Override
  public List<Path> paths() {
    return List.of(trainImages, trainLabels, testImages, testLabels);
  }

  @Override
  public String files(Split split) {
    return Stream.of(images(split), labels(split)).map(Path::toString).collect(joining(" and "));
  }

  @Override
  public void read(Split split, int count, BlockReader reader) {
    int available = available(split);
    if (count > available) {
      throw tooFew(split, count, available);
    }
    byte[] labelBytes = new byte[Block.IMAGES];
    byte[] pixels = new byte[Block.IMAGES * set.shape().size()];
    try (IdxReader images = openImages(split);
        IdxReader labels = openLabels(split)) {
      for (int first = 0; first < count; first += Block.IMAGES) {
        int inBlock = Math.min(Block.IMAGES, count - first);
        images.read(pixels, inBlock);
        labels.read(labelBytes, inBlock);
        for (int i = 0; i < inBlock; i++) {
          Labels.check(set, labelBytes[i], labels(split).toString(), first + i);
        }
        reader.accept(new Block(first, inBlock, labelBytes, pixels));
      }
      images.checkEnd();
      labels.checkEnd();
    }
  }

  private IdxReader openImages(Split split) {
    return IdxReader.open(images(split), set.shape().get(1), set.shape().get(2));
  }

  private IdxReader openLabels(Split split) {
    return IdxReader.open(labels(split));
  }

  private Path images(Split split) {
    return split == Split.TRAIN ? trainImages : testImages;
  }

  private Path labels(Split split) {
    return split == Split.TRAIN ? trainLabels : testLabels;
  }

  private static String prefix(Split split) {
    return split == Split.TRAIN ? "train" : "t10k";
  }

  private static Path require(Path folder, String name) {
    return existing(folder, name)
        .orElseThrow(() ->
            DataException.of(
                "%s is missing, with or without .gz: get it with `rote data fetch %s`",
                folder.resolve(name), folder.getFileName()));
  }

  private static Optional<Path> existing(Path folder, String name) {
    return Stream.of(name, name + ".gz")
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
