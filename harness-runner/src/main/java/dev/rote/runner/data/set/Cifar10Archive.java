package dev.rote.runner.data.set;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * CIFAR-10 in the official archive, read in one pass. The archive keeps its training files in an
 * arbitrary order (1, 3, 4, 5, 2), so all of them must hold the same number of images for the place
 * of each to be known when it comes by.
 */
record Cifar10Archive(DataSet set, Path archive) implements ImageSource {
  @Override
  public int available(Split split) {
    Scan scan = new Scan(split, Integer.MAX_VALUE);
    scan.run((tar, file, first, count) -> {});
    return scan.requireImages();
  }

  @Override
  public List<SetFile> present() {
    return List.of(new SetFile(archive, Cifar10.ARCHIVE));
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
    int available = scan.requireImages();
    if (available < count) {
      throw tooFew(split, count, available);
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

    /** Of each file that was found its name in the archive. */
    private final Map<Integer, String> found = new HashMap<>();

    private OptionalInt imagesPerFile = OptionalInt.empty();
    private Optional<String> otherVersion = Optional.empty();

    Scan(Split split, int wanted) {
      this.names = Cifar10.fileNames(split);
      this.wanted = wanted;
    }

    /** Returns how many images there are, from the first one on, in the files that were found. */
    private int images() {
      int files = 0;
      while (found.containsKey(files)) {
        files++;
      }
      return files * imagesPerFile.orElse(0);
    }

    /**
     * Returns how many images were found.
     *
     * @throws DataException if there is none
     */
    int requireImages() {
      int images = images();
      if (images == 0) {
        throw DataException.of(
            "%s holds no %s%s: get the archive with `rote data fetch %s`",
            archive,
            names.getFirst(),
            otherVersion.map(version -> ", but files " + version).orElse(""),
            set.id());
      }
      return images;
    }

    void run(EntryReader reader) {
      try (TarArchiveInputStream tar = open()) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null && images() < wanted;
            entry = tar.getNextEntry()) {
          String name = fileName(entry);
          int number = names.indexOf(name);
          if (entry.isFile() && number >= 0) {
            read(tar, entry, number, reader);
          } else if (entry.isFile() && otherVersion.isEmpty()) {
            otherVersion =
                Cifar10.otherVersion(LooseName.of(folderAndName(entry)))
                    .or(() -> Cifar10.otherVersion(LooseName.of(name)));
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
      String before = found.putIfAbsent(number, entry.getName());
      if (before != null) {
        throw DataException.of(
            "%s has the file %s twice, as %s and as %s: fetch the archive again",
            archive, names.get(number), before, entry.getName());
      }
      int inFile = Cifar10.records(file, entry.getSize());
      int expected = imagesPerFile.orElse(inFile);
      if (inFile != expected) {
        throw DataException.of(
            "%s has %,d bytes, but the training file before it has %,d: fetch the archive again",
            file, entry.getSize(), (long) expected * Cifar10.RECORD);
      }
      imagesPerFile = OptionalInt.of(inFile);
      int first = number * inFile;
      reader.read(tar, file, first, Math.clamp((long) wanted - first, 0, inFile));
    }
  }

  private static String fileName(TarArchiveEntry entry) {
    return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
  }

  private static String folderAndName(TarArchiveEntry entry) {
    String folder = entry.getName().substring(0, entry.getName().lastIndexOf('/') + 1);
    return folder.replaceFirst(".*/(?=[^/]+/)", "") + fileName(entry);
  }

  private TarArchiveInputStream open() throws IOException {
    boolean gzip = Content.isGzip(archive);
    BufferedInputStream stream = Content.open(archive);
    try {
      Optional<Content> content = Content.peek(stream);
      if (!gzip || content.filter(found -> found != Content.TAR).isPresent()) {
        throw refused(content, gzip);
      }
      return new TarArchiveInputStream(stream);
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private DataException refused(Optional<Content> content, boolean gzip) {
    return content
        .map(found -> found.refuse(archive, gzip))
        .orElseGet(() ->
            DataException.of(
                "%s is not packed with gzip: get the archive with `rote data fetch %s`",
                archive, set.id()));
  }
}
