package dev.rote.runner.data.set;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file's content must hash to.
 *
 * @param algorithm as in {@link MessageDigest}
 * @param hex lower case
 */
public record Checksum(String algorithm, String hex) {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Returns a SHA-256, in hexadecimal. */
  public static Checksum sha256(String hex) {
    return new Checksum("SHA-256", hex);
  }

  /** Returns an MD5, in hexadecimal. */
  public static Checksum md5(String hex) {
    return new Checksum("MD5", hex);
  }

  /** Returns what a file really hashes to, by the same algorithm. */
  public Checksum of(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public String toString() {
    return algorithm + " " + hex;
  }

  private MessageDigest digest() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks " + algorithm, e);
    }
  }
}
