package dev.rote.runner.data.set;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** CIFAR-10, unpacked: as many training files, from the first one on, as there are. */
record Cifar10Directory(DataSet set, Path directory) implements ImageSource {
  @Override
  public int available(Split split) {
    return present(split).stream().mapToInt(this::records).sum();
  }

  @Override
  public List<Path> paths() {
    return Stream.of(Split.values()).flatMap(split -> present(split).stream()).toList();
  }

  @Override
  public List<Path> missing() {
    return Stream.of(Split.values()).flatMap(split -> missing(split).stream()).toList();
  }

  @Override
  public String files(Split split) {
    List<Path> missing = missing(split);
    return names(present(split))
        + (missing.isEmpty()
            ? ""
            : " (missing: %s; `rote data fetch %s` gets all)"
                .formatted(names(missing), set().id()));
  }

  @Override
  public void read(Split split, int count, BlockReader reader) {
    int available = available(split);
    if (count > available) {
      throw tooFew(split, count, available);
    }
    Cifar10Records records = new Cifar10Records(set);
    int first = 0;
    for (Path path : present(split)) {
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
  private List<Path> present(Split split) {
    return Cifar10.fileNames(split).stream()
        .map(directory::resolve)
        .takeWhile(Files::isRegularFile)
        .toList();
  }

  private List<Path> missing(Split split) {
    return Cifar10.fileNames(split).stream()
        .map(directory::resolve)
        .filter(path -> !Files.isRegularFile(path))
        .toList();
  }

  private String names(List<Path> paths) {
    return paths.isEmpty()
        ? directory.toString()
        : paths.stream().map(Path::toString).collect(joining(", "));
  }

  private int records(Path path) {
    try {
      return Cifar10.records(path.toString(), Files.size(path));
    } catch (IOException e) {
      throw DataException.unreadable(path, e);
    }
  }
}
