package dev.rote.runner.data.set;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** CIFAR-10, unpacked: as many training files, from the first one on, as there are. */
record Cifar10Directory(DataSet set, Path directory) implements ImageSource {
  /** Returns whether it has none of the files. */
  boolean isEmpty() {
    return missing().size() == Cifar10.TRAIN_FILES.size() + 1;
  }

  /**
   * Returns itself.
   *
   * @throws DataException if one of the splits has no images
   */
  ImageSource requireBothSplits() {
    for (Split split : Split.values()) {
      if (present(split).isEmpty()) {
        throw none(split);
      }
    }
    return this;
  }

  @Override
  public int available(Split split) {
    List<SetFile> present = present(split);
    if (present.isEmpty()) {
      throw none(split);
    }
    return present.stream().map(SetFile::path).mapToInt(this::records).sum();
  }

  private DataException none(Split split) {
    String first = Cifar10.fileNames(split).getFirst();
    return DataException.of(
        "%s is missing%s: get it with `rote data fetch %s`",
        directory.resolve(first),
        NearMisses.of(set, directory, first).map(miss -> "; " + miss).orElse(""),
        set.id());
  }

  @Override
  public List<SetFile> present() {
    return Stream.of(Split.values()).flatMap(split -> present(split).stream()).toList();
  }

  @Override
  public List<SetFile> missing() {
    return Stream.of(Split.values()).flatMap(split -> missing(split).stream()).toList();
  }

  @Override
  public String files(Split split) {
    List<SetFile> missing = missing(split);
    return names(present(split))
        + (missing.isEmpty()
            ? ""
            : " (missing: %s%s; `rote data fetch %s` gets all)"
                .formatted(
                    names(missing),
                    NearMisses.of(set, directory, missing.getFirst().name())
                        .map(miss -> "; " + miss)
                        .orElse(""),
                    set().id()));
  }

  @Override
  public void read(Split split, int count, BlockReader reader) {
    int available = available(split);
    if (count > available) {
      throw tooFew(split, count, available);
    }
    Cifar10Records records = new Cifar10Records(set);
    int first = 0;
    for (SetFile file : present(split)) {
      Path path = file.path();
      int images = Math.min(records(path), count - first);
      if (images == 0) {
        return;
      }
      try (InputStream in = Files.newInputStream(path)) {
        records.read(in, path.toString(), first, images, reader);
      } catch (IOException e) {
        throw DataException.unreadable(path, e);
      }
      first += images;
    }
  }

  /** Later files without an earlier one are no use: images are counted from the first one on. */
  private List<SetFile> present(Split split) {
    return Cifar10.fileNames(split).stream()
        .map(this::existing)
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .toList();
  }

  private List<SetFile> missing(Split split) {
    return Cifar10.fileNames(split).stream()
        .filter(name -> existing(name).isEmpty())
        .map(name -> new SetFile(directory.resolve(name), name))
        .toList();
  }

  private Optional<SetFile> existing(String name) {
    return LooseName.file(directory, name).map(path -> new SetFile(path, name));
  }

  private static String names(List<SetFile> files) {
    return files.stream().map(file -> file.path().toString()).collect(joining(", "));
  }

  private int records(Path path) {
    try {
      long bytes = Files.size(path);
      if (!Cifar10.isWhole(bytes)) {
        Content.of(path)
            .ifPresent(found -> {
              throw found.refuse(path, false);
            });
      }
      return Cifar10.records(path.toString(), bytes);
    } catch (IOException e) {
      throw DataException.unreadable(path, e);
    }
  }
}
