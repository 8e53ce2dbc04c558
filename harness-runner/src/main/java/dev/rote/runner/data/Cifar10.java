package dev.rote.runner.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * CIFAR-10 in its official binary form: records of a label byte and 3,072 pixel bytes, {@code [3,
 * 32, 32]}, in five training files and one test file, unpacked or in the official archive.
 */
final class Cifar10 {
  static final String DIRECTORY = "cifar-10-batches-bin";
  static final String ARCHIVE = "cifar-10-binary.tar.gz";
  static final String LAYOUT = DIRECTORY + "/data_batch_1.bin nor " + ARCHIVE;
  static final String TEST_FILE = "test_batch.bin";
  static final List<String> TRAIN_FILES =
      IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList();
  static final int PIXELS = DataSet.CIFAR10.shape().size();
  static final int RECORD = 1 + PIXELS;

  private Cifar10() {}

  /** Prefers whole over partial, and unpacked over the archive, which costs a second to unpack. */
  static Optional<ImageSource> find(Path directory) {
    Path unpacked = directory.resolve(DIRECTORY);
    Path archive = directory.resolve(ARCHIVE);
    boolean whole =
        TRAIN_FILES.stream().allMatch(name -> Files.isRegularFile(unpacked.resolve(name)))
            && Files.isRegularFile(unpacked.resolve(TEST_FILE));
    if (!whole && Files.isRegularFile(archive)) {
      return Optional.of(new Cifar10Archive(archive));
    }
    return Files.isRegularFile(unpacked.resolve(TRAIN_FILES.getFirst()))
        ? Optional.of(new Cifar10Directory(unpacked))
        : Optional.empty();
  }

  static List<String> fileNames(Split split) {
    return switch (split) {
      case TRAIN -> TRAIN_FILES;
      case TEST -> List.of(TEST_FILE);
    };
  }

  /** Returns how many records a file of that size has. */
  static int records(String file, long bytes) {
    if (bytes == 0 || bytes % RECORD != 0) {
      throw DataException.of(
          "%s has %,d bytes, which is not a multiple of CIFAR-10's record of %,d: it is truncated"
              + " or not CIFAR-10's binary form, so fetch it again (the official file has %,d)",
          file, bytes, RECORD, 10_000L * RECORD);
    }
    return Math.toIntExact(bytes / RECORD);
  }
}
