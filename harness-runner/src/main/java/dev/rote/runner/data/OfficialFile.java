package dev.rote.runner.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file as its authors published it.
 *
 * @param path below a data directory, with {@code /}
 * @param bytes its size
 * @param checksum what it hashes to, where that is known
 */
record OfficialFile(String path, long bytes, Optional<Checksum> checksum) {
  /** Compares a file with this one, reading all of it if there is a hash to compare. */
  FileCheck check(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return new FileCheck.Missing(file);
      }
      long actualBytes = Files.size(file);
      if (actualBytes != bytes) {
        return new FileCheck.SizeDiffers(file, bytes, actualBytes);
      }
      if (checksum.isEmpty()) {
        return new FileCheck.SizeMatches(file);
      }
      Checksum actual = checksum.get().of(file);
      return actual.equals(checksum.get())
          ? new FileCheck.HashMatches(file, actual.toString())
          : new FileCheck.HashDiffers(file, checksum.get().toString(), actual.toString());
    } catch (IOException e) {
      throw Unreadable.file(file, e);
    }
  }

  /** Returns the name without folders. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
