package dev.rote.runner.data.set;

import dev.rote.api.Shape;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * CIFAR-10 (Krizhevsky 2009) in its official binary form: records of a label byte and 3,072 pixel
 * bytes, {@code [3, 32, 32]}, in five training files and one test file, unpacked or in the official
 * archive.
 */
final class Cifar10 extends DataSet {
  static final String DIRECTORY = "cifar-10-batches-bin";
  static final String ARCHIVE = "cifar-10-binary.tar.gz";
  static final String TEST_FILE = "test_batch.bin";
  static final List<String> TRAIN_FILES =
      IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList();
  static final int PIXELS = 3 * 32 * 32;
  static final int RECORD = 1 + PIXELS;

  private static final long FILE_BYTES = 10_000L * RECORD;

  /** The names of the six files by letters and digits, in all versions of the set. */
  private static final Pattern BATCH =
      Pattern.compile("(databatch[1-5]|testbatch)(bin|mat)?(zip|gz|bz2|xz|7z|zst)?");

  private static final String PYTHON = "of the Python version, and the binary one is wanted";
  private static final String MATLAB = "of the Matlab version, and the binary one is wanted";

  Cifar10() {
    super(
        "cifar10",
        "photographs of ten kinds of things (Krizhevsky 2009)",
        Shape.of(3, 32, 32),
        10,
        50_000,
        10_000);
  }

  /** As in Zhang et al. 2016, appendix A. */
  @Override
  public OptionalInt defaultCrop() {
    return OptionalInt.of(28);
  }

  @Override
  public Optional<OfficialFiles> officialFiles() {
    return Optional.of(
        new OfficialFiles(
            DIRECTORY + "/" + TRAIN_FILES.getFirst() + " nor " + ARCHIVE,
            URI.create("https://www.cs.toronto.edu/~kriz/"),
            List.of(
                new OfficialFile(
                    ARCHIVE,
                    170_052_171,
                    Optional.of(Checksum.md5("c32a1d4ab5d03f1284b67883e8d87530")))),
            unpacked()));
  }

  /** Only two of the six were at hand to be hashed; the archive's MD5 vouches for the others. */
  private static List<OfficialFile> unpacked() {
    Stream<OfficialFile> hashed =
        Stream.of(
            OfficialFile.sha256(
                DIRECTORY + "/data_batch_1.bin",
                FILE_BYTES,
                "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
            OfficialFile.sha256(
                DIRECTORY + "/test_batch.bin",
                FILE_BYTES,
                "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"));
    Stream<OfficialFile> others =
        TRAIN_FILES.stream()
            .skip(1)
            .map(name -> new OfficialFile(DIRECTORY + "/" + name, FILE_BYTES, Optional.empty()));
    return Stream.concat(hashed, others).toList();
  }

  /**
   * Prefers whole over partial, and unpacked over the archive, which costs a second to unpack. A
   * partial directory needs the first training file and the test file.
   */
  @Override
  public Optional<ImageSource> find(Path directory) {
    List<Cifar10Directory> unpacked =
        LooseName.folders(directory, DIRECTORY).stream()
            .map(folder -> new Cifar10Directory(this, folder))
            .filter(source -> !source.isEmpty())
            .toList();
    return unpacked.stream()
        .filter(source -> source.missing().isEmpty())
        .<ImageSource>map(source -> source)
        .findFirst()
        .or(() ->
            LooseName.file(directory, ARCHIVE).map(archive -> new Cifar10Archive(this, archive)))
        .or(() -> unpacked.stream().findFirst().map(Cifar10Directory::requireBothSplits));
  }

  static List<String> fileNames(Split split) {
    return switch (split) {
      case TRAIN -> TRAIN_FILES;
      case TEST -> List.of(TEST_FILE);
    };
  }

  /** Returns how many records a file of that size has. */
  static int records(String file, long bytes) {
    if (!isWhole(bytes)) {
      throw DataException.of(
          "%s has %,d bytes, which is not a multiple of CIFAR-10's record of %,d: it is truncated"
              + " or not CIFAR-10's binary form, so fetch it again (the official file has %,d)",
          file, bytes, RECORD, FILE_BYTES);
    }
    return Math.toIntExact(bytes / RECORD);
  }

  /** Returns whether a file of that size is made of records. */
  static boolean isWhole(long bytes) {
    return bytes > 0 && bytes % RECORD == 0;
  }

  @Override
  Optional<Relative> relative(Path file, String name, Path around) {
    String loose = LooseName.of(name);
    Matcher batch = BATCH.matcher(loose);
    if (batch.matches() && (batch.group(2) != null || !isPickle(file))) {
      return Optional.of(
          "mat".equals(batch.group(2))
              ? new Relative.Other("is " + MATLAB)
              : new Relative.Nearly(DIRECTORY + "/" + officialName(batch.group(1)), true));
    }
    return otherVersion(loose)
        .map(version -> (Relative) new Relative.Other("is " + version))
        .or(() -> archive(name, loose));
  }

  private static Optional<Relative> archive(String name, String loose) {
    if (!loose.startsWith("cifar10") || !OtherForm.isOne(name)) {
      return Optional.empty();
    }
    return Optional.of(
        loose.contains("bin")
            ? new Relative.Nearly(ARCHIVE, true)
            : new Relative.Other("is not " + ARCHIVE + ", the archive of the binary version"));
  }

  /**
   * Returns of which other version or set a file is by its name, as the rest of a sentence.
   *
   * @param loose its name by letters and digits
   */
  static Optional<String> otherVersion(String loose) {
    if (loose.startsWith("cifar100")) {
      return Optional.of("of CIFAR-100, another data set");
    }
    if (loose.matches("databatch[1-5]|testbatch|cifar10(python|batchespy).*")) {
      return Optional.of(PYTHON);
    }
    return loose.matches("(databatch[1-5]|testbatch)mat|cifar10(matlab|batchesmat).*")
        ? Optional.of(MATLAB)
        : Optional.empty();
  }

  private static String officialName(String loose) {
    return Stream.concat(TRAIN_FILES.stream(), Stream.of(TEST_FILE))
        .filter(name -> LooseName.of(name).startsWith(loose))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isPickle(Path file) {
    try {
      return Content.of(file).filter(Content.PICKLE::equals).isPresent();
    } catch (IOException e) {
      return false;
    }
  }
}
