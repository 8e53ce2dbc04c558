package dev.rote.runner.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The lines of a file, as bytes: a checksum is of bytes, and torn ones may be no text. Holds no
 * more of a file than a block and the line in hand.
 */
final class LinesOfBytes implements AutoCloseable {
  private static final int BLOCK = 1 << 16;

  private final InputStream in;
  private byte[] bytes = new byte[BLOCK];
  private int filled;
  private int next;
  private int from;
  private int to;
  private int number;

  private LinesOfBytes(InputStream in) {
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be opened
   */
  static LinesOfBytes open(Path file) throws IOException {
    return new LinesOfBytes(Files.newInputStream(file));
  }

  /** Goes to the next line, the last of which need not end; returns whether there is one. */
  boolean next() throws IOException {
    from = next;
    to = from;
    while (true) {
      to = lineFeed(bytes, to, filled);
      if (to < filled) {
        next = to + 1;
        number++;
        return true;
      }
      if (!fill()) {
        next = to;
        number++;
        return to > from;
      }
    }
  }

  private static int lineFeed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** Moves the line in hand to the front of the block, and reads on behind it. */
  private boolean fill() throws IOException {
    System.arraycopy(bytes, from, bytes, 0, filled - from);
    filled -= from;
    to -= from;
    from = 0;
    if (filled == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    int read = in.read(bytes, filled, bytes.length - filled);
    filled += Math.max(read, 0);
    return read > 0;
  }

  /** Returns the block that the line is in, from {@link #from} to {@link #to}. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns where in the block the line begins. */
  int from() {
    return from;
  }

  /** Returns where in the block the line feed is, or would be. */
  int to() {
    return to;
  }

  /** Returns which line it is, from 1. */
  int number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
