package dev.rote.runner.data.set;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * MNIST or Fashion-MNIST: a file of images and one of labels for each split, in the IDX format,
 * with or without gzip, in a folder that is named as the set.
 */
record IdxFiles(
    DataSet set, SetFile trainImages, SetFile trainLabels, SetFile testImages, SetFile testLabels)
    implements ImageSource {
  /** Where torchvision keeps the files, below the folder that is named as the set. */
  static final String RAW = "raw";

  static final String GZIP = ".gz";

  /**
   * All four files are needed, in one folder; where there are some of them and nowhere all, the
   * others are said to be missing.
   */
  static Optional<ImageSource> find(DataSet set, Path directory) {
    List<Path> folders =
        folders(set, directory).filter(folder -> !namesIn(folder).isEmpty()).toList();
    return folders.stream()
        .filter(folder -> namesIn(folder).size() == names().size())
        .findFirst()
        .or(() -> folders.stream().findFirst())
        .map(folder -> of(set, folder));
  }

  private static IdxFiles of(DataSet set, Path folder) {
    return new IdxFiles(
        set,
        require(set, folder, imagesName(Split.TRAIN)),
        require(set, folder, labelsName(Split.TRAIN)),
        require(set, folder, imagesName(Split.TEST)),
        require(set, folder, labelsName(Split.TEST)));
  }

  /** Returns the folders of a data directory that may hold the set, the usual ones first. */
  private static Stream<Path> folders(DataSet set, Path directory) {
    return LooseName.folders(directory, set.id()).stream()
        .flatMap(
            folder -> Stream.concat(Stream.of(folder), LooseName.folders(folder, RAW).stream()));
  }

  private static List<String> namesIn(Path folder) {
    return names().stream().filter(name -> existing(folder, name).isPresent()).toList();
  }

  /** Returns the names of the four files, without gzip. */
  static List<String> names() {
    return Stream.of(Split.values())
        .flatMap(split -> Stream.of(imagesName(split), labelsName(split)))
        .toList();
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
  public List<SetFile> present() {
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
    return (split == Split.TRAIN ? trainImages : testImages).path();
  }

  private Path labels(Split split) {
    return (split == Split.TRAIN ? trainLabels : testLabels).path();
  }

  private static String prefix(Split split) {
    return split == Split.TRAIN ? "train" : "t10k";
  }

  private static SetFile require(DataSet set, Path folder, String name) {
    Path path =
        existing(folder, name)
            .orElseThrow(() ->
                DataException.of(
                    "%s is missing, with or without .gz%s: get it with `rote data fetch %s`",
                    folder.resolve(name),
                    NearMisses.of(set, folder, name).map(miss -> "; " + miss).orElse(""),
                    set.id()));
    try {
      return new SetFile(path, Content.isGzip(path) ? name + GZIP : name);
    } catch (IOException e) {
      throw DataException.unreadable(path, e);
    }
  }

  /** A file that has the official name comes before one that nearly has it. */
  private static Optional<Path> existing(Path folder, String name) {
    return Stream.of(name, name + GZIP)
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .or(() ->
            Stream.of(name, name + GZIP)
                .flatMap(each -> LooseName.file(folder, each).stream())
                .findFirst());
  }
}
