package dev.rote.runner.data.set;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * CIFAR-10 in the official archive, read in one pass. The archive keeps its training files in an
 * arbitrary order (1, 3, 4, 5, 2), so all of them must hold the same number of images for the place
 * of each to be known when it comes by.
 */
record Cifar10Archive(DataSet set, Path archive) implements ImageSource {
  private static final int BUFFER_BYTES = 1 << 16;

  @Override
  public int available(Split split) {
    Scan scan = new Scan(split, Integer.MAX_VALUE);
    scan.run((tar, file, first, count) -> {});
    return scan.images();
  }

  @Override
  public List<Path> paths() {
    return List.of(archive);
  }

  @Override
  public String files(Split split) {
    return archive.toString();
  }

  @Override
  public void read(Split split, int count, BlockReader reader) {
    Cifar10Records records = new Cifar10Records(set);
    Scan scan = new Scan(split, count);
    scan.run((tar, file, first, images) -> records.read(tar, file, first, images, reader));
    if (scan.images() < count) {
      throw tooFew(split, count, scan.images());
    }
  }

  @FunctionalInterface
  private interface EntryReader {
    void read(TarArchiveInputStream tar, String file, int first, int count) throws IOException;
  }

  /** One pass over the archive, for the first {@code wanted} images of a split. */
  private final class Scan {
    private final List<String> names;
    private final int wanted;
    private OptionalInt imagesPerFile = OptionalInt.empty();
    private int images;

    Scan(Split split, int wanted) {
      this.names = Cifar10.fileNames(split);
      this.wanted = wanted;
    }

    /** Returns how many of the wanted images were found. */
    int images() {
      return images;
    }

    void run(EntryReader reader) {
      try (TarArchiveInputStream tar = open()) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null && images < wanted;
            entry = tar.getNextEntry()) {
          int number = names.indexOf(fileName(entry));
          if (entry.isFile() && number >= 0) {
            read(tar, entry, number, reader);
          }
        }
      } catch (IOException e) {
        throw DataException.unreadable(archive, e);
      }
    }

    private void read(
        TarArchiveInputStream tar, TarArchiveEntry entry, int number, EntryReader reader)
        throws IOException {
      String file = entry.getName() + " in " + archive;
      int inFile = Cifar10.records(file, entry.getSize());
      int expected = imagesPerFile.orElse(inFile);
      if (inFile != expected) {
        throw DataException.of(
            "%s has %,d bytes, but the training file before it has %,d: fetch the archive again",
            file, entry.getSize(), (long) expected * Cifar10.RECORD);
      }
      imagesPerFile = OptionalInt.of(inFile);
      int first = number * inFile;
      int count = Math.clamp((long) wanted - first, 0, inFile);
      reader.read(tar, file, first, count);
      images += count;
    }
  }

  private static String fileName(TarArchiveEntry entry) {
    return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
  }

  private TarArchiveInputStream open() throws IOException {
    return new TarArchiveInputStream(
        new BufferedInputStream(
            new GZIPInputStream(Files.newInputStream(archive), BUFFER_BYTES), BUFFER_BYTES));
  }
}
