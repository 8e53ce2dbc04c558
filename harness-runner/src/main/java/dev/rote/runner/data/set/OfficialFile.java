package dev.rote.runner.data.set;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A file as its authors published it.
 *
 * @param path below a data directory, with {@code /}
 * @param bytes its size
 * @param checksum what it hashes to, where that is known
 */
public record OfficialFile(String path, long bytes, Optional<Checksum> checksum) {
  public OfficialFile {
    requireNonNull(path, "path is null");
    requireNonNull(checksum, "checksum is null");
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes is " + bytes + ", allowed is 1 or more");
    }
  }

  /** Returns a file whose SHA-256 is known, in hexadecimal. */
  static OfficialFile sha256(String path, long bytes, String sha256) {
    return new OfficialFile(path, bytes, Optional.of(Checksum.sha256(sha256)));
  }

  /** Returns the name without folders. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
