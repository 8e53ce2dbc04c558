package dev.rote.runner.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Tells jars apart by what is in them: SHA-256 over each jar's name and, from its table of
 * contents, the name, size and CRC-32 of every entry. Reads no content, as natives are hundreds of
 * megabytes.
 */
final class JarsHash {
  private JarsHash() {}

  /** Returns the hash of jars in the order of a class path, in hexadecimal. */
  static String of(List<Path> jars) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path jar : jars) {
        add(jar, digest);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException("a jar of a backend cannot be read: " + e.getMessage(), e);
    }
  }

  private static void add(Path jar, MessageDigest digest) throws IOException {
    digest.update((jar.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
    try (ZipFile file = new ZipFile(jar.toFile())) {
      Enumeration<? extends ZipEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        digest.update(
            "%s %d %08x\n"
                .formatted(entry.getName(), entry.getSize(), entry.getCrc())
                .getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
