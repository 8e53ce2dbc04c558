package dev.rote.runner.data;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** CIFAR-10, unpacked: as many training files, from the first one on, as there are. */
record Cifar10Directory(Path directory) implements ImageSource {
  @Override
  public DataSet set() {
    return DataSet.CIFAR10;
  }

  @Override
  public int available(Split split) {
    return present(split).stream().mapToInt(this::records).sum();
  }

  @Override
  public String files(Split split) {
    List<String> absent = new ArrayList<>(Cifar10.fileNames(split));
    List<Path> present = present(split);
    present.forEach(path -> absent.remove(path.getFileName().toString()));
    String found = present.stream().map(Path::toString).collect(joining(", "));
    return absent.isEmpty()
        ? found
        : absent.stream()
                .collect(Collectors.joining(", ", found.isEmpty() ? "" : found + " (without ", ""))
            + (found.isEmpty() ? " missing in " + directory : ")");
  }

  @Override
  public void read(Split split, int count, BlockReader reader) {
    int available = available(split);
    if (count > available) {
      throw tooFew(split, count, available);
    }
    Cifar10Records records = new Cifar10Records();
    int first = 0;
    for (Path path : present(split)) {
      int images = Math.min(records(path), count - first);
      if (images == 0) {
        return;
      }
      try (InputStream in = Files.newInputStream(path)) {
        records.read(in, path.toString(), first, images, reader);
      } catch (IOException e) {
        throw Unreadable.file(path, e);
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

  private int records(Path path) {
    try {
      return Cifar10.records(path.toString(), Files.size(path));
    } catch (IOException e) {
      throw Unreadable.file(path, e);
    }
  }
}
