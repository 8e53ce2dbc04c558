package dev.rote.runner.data.set;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What a file is by its first bytes, where that can be told: its name may say something else,
 * because servers send pages instead of files, and browsers unpack what they fetch and keep the
 * name.
 */
enum Content {
  EMPTY("is empty: fetch it again"),
  GZIP("is packed with gzip: unpack it with gunzip"),
  TAR("is a tar archive: unpack it with tar"),
  ZIP("is a zip archive: unpack it"),
  XZ("is packed with xz: unpack it"),
  BZIP2("is packed with bzip2: unpack it"),
  SEVEN_ZIP("is a 7z archive: unpack it"),
  ZSTANDARD("is packed with zstd: unpack it"),
  RAR("is a rar archive: unpack it"),
  WEB_PAGE("is a web page, which a server sent instead of the file: fetch it again"),
  LFS_POINTER("is a pointer of Git LFS and not the file: get the file with 'git lfs pull'"),
  PICKLE("is a Python pickle, of the Python version: the binary one is wanted"),
  MATLAB("is a Matlab file, of the Matlab version: the binary one is wanted"),
  NUMPY("is an array of NumPy: the official form is wanted"),
  HDF5("is an HDF5 file: the official form is wanted"),
  PARQUET("is a Parquet file: the official form is wanted");

  /** The magic number of a tar archive comes late. */
  private static final int HEAD_BYTES = 512;

  private static final int TAR_MAGIC = 257;
  private static final int BUFFER_BYTES = 1 << 16;

  private final String sentence;

  Content(String sentence) {
    this.sentence = sentence;
  }

  /** Returns what it is and what to do, as the rest of a sentence that begins with the file. */
  String sentence() {
    return sentence;
  }

  /** Returns the same of what a file packed with gzip holds. */
  String sentenceOfUnpacked() {
    return this == GZIP
        ? "is packed twice with gzip: unpack it once with gunzip"
        : "holds, under gzip, what " + sentence;
  }

  /** Returns what a file is, or empty if it has no sign that is known here. */
  static Optional<Content> of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(HEAD_BYTES));
    }
  }

  /** Returns whether a file is packed with gzip, whatever it is called. */
  static boolean isGzip(Path file) throws IOException {
    return of(file).filter(GZIP::equals).isPresent();
  }

  /** Opens a file, unpacked if it is packed with gzip. The stream can {@link #peek}. */
  static BufferedInputStream open(Path file) throws IOException {
    boolean gzip = isGzip(file);
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      return new BufferedInputStream(
          gzip ? new GZIPInputStream(in, BUFFER_BYTES) : in, BUFFER_BYTES);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Returns what a stream of {@link #open} holds, and leaves it at its beginning. */
  static Optional<Content> peek(BufferedInputStream in) throws IOException {
    in.mark(HEAD_BYTES);
    byte[] head = in.readNBytes(HEAD_BYTES);
    in.reset();
    return of(head);
  }

  /** Refuses a file for what {@link #peek} has told of its stream. */
  DataException refuse(Path file, boolean unpacked) {
    return DataException.of("%s %s", file, unpacked ? sentenceOfUnpacked() : sentence);
  }

  private static Optional<Content> of(byte[] head) {
    return head.length == 0
        ? Optional.of(EMPTY)
        : Arrays.stream(values()).filter(content -> content.begins(head)).findFirst();
  }

  private boolean begins(byte[] head) {
    return switch (this) {
      case EMPTY -> false;
      case GZIP -> has(head, 0, "\u001f\u008b");
      // It begins with the name of a file, and pixels do not begin with one by chance.
      case TAR -> head[0] >= ' ' && has(head, TAR_MAGIC, "ustar");
      case ZIP -> has(head, 0, "PK\u0003\u0004") || has(head, 0, "PK\u0005\u0006");
      case XZ -> has(head, 0, "\u00fd7zXZ");
      case BZIP2 -> has(head, 0, "BZh");
      case SEVEN_ZIP -> has(head, 0, "7z\u00bc\u00af");
      case ZSTANDARD -> has(head, 0, "(\u00b5/\u00fd");
      case RAR -> has(head, 0, "Rar!");
      case WEB_PAGE -> isPage(head);
      case LFS_POINTER -> has(head, 0, "version https://git-lfs");
      case PICKLE -> isPickle(head);
      case MATLAB -> has(head, 0, "MATLAB ");
      case NUMPY -> has(head, 0, "\u0093NUMPY");
      case HDF5 -> has(head, 0, "\u0089HDF");
      case PARQUET -> has(head, 0, "PAR1");
    };
  }

  /** Protocols 2 to 5 begin so, and go on with a dictionary; CIFAR-10's is of protocol 2. */
  private static boolean isPickle(byte[] head) {
    return head.length > 2
        && head[0] == (byte) 0x80
        && head[1] >= 2
        && head[1] <= 5
        && (head[2] == '}' || head[2] == (byte) 0x95);
  }

  /** Pages and the errors of servers are text that begins with a tag. */
  private static boolean isPage(byte[] head) {
    String text =
        new String(head, StandardCharsets.UTF_8)
            .replace("\uFEFF", "")
            .strip()
            .toLowerCase(Locale.ROOT);
    return text.startsWith("<!doctype")
        || text.startsWith("<html")
        || text.startsWith("<?xml")
        || text.startsWith("<head")
        || text.startsWith("<!--");
  }

  private static boolean has(byte[] head, int offset, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    int end = offset + wanted.length;
    return head.length >= end && Arrays.equals(head, offset, end, wanted, 0, wanted.length);
  }
}
