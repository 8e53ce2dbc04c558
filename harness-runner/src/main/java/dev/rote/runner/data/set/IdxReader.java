package dev.rote.runner.data.set;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads an IDX file of unsigned bytes (LeCun et al. 1998): a magic number {@code 0x0000080r} with
 * rank r, the r extents, and the elements; numbers are 32 bits, big-endian.
 */
final class IdxReader implements AutoCloseable {
  private static final int UNSIGNED_BYTES = 0x0800;

  private final Path path;
  private final DataInputStream in;
  private final int count;
  private final int elementBytes;
  private int done;

  private IdxReader(Path path, DataInputStream in, int count, int elementBytes) {
    this.path = path;
    this.in = in;
    this.count = count;
    this.elementBytes = elementBytes;
  }

  /**
   * Opens a file and checks its header, and its size if it is not compressed.
   *
   * @param extents of one element: none for labels, height and width for images
   */
  static IdxReader open(Path path, int... extents) {
    try {
      boolean gzip = Content.isGzip(path);
      BufferedInputStream stream = Content.open(path);
      DataInputStream in = new DataInputStream(stream);
      try {
        refuseOtherContent(path, stream, gzip);
        int count = readHeader(path, in, extents);
        int elementBytes = Arrays.stream(extents).reduce(1, Math::multiplyExact);
        if (!gzip) {
          checkSize(path, headerBytes(extents) + (long) count * elementBytes);
        }
        return new IdxReader(path, in, count, elementBytes);
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
    } catch (IOException e) {
      throw DataException.unreadable(path, e);
    }
  }

  /** Returns how many elements the header says there are. */
  int count() {
    return count;
  }

  /** Reads the next elements into the start of an array. */
  void read(byte[] bytes, int elements) {
    try {
      int wanted = elements * elementBytes;
      int read = in.readNBytes(bytes, 0, wanted);
      if (read < wanted) {
        throw DataException.of(
            "%s ended after %,d bytes of elements, but its header announces %,d: fetch it again",
            path, (long) done * elementBytes + read, (long) count * elementBytes);
      }
      done += elements;
    } catch (IOException e) {
      throw DataException.unreadable(path, e);
    }
  }

  /** Where all elements were read: checks that nothing follows, and gzip's own check sum. */
  void checkEnd() {
    try {
      if (done == count && in.read() >= 0) {
        throw DataException.of(
            "%s goes on after the %,d elements that its header announces: fetch it again",
            path, count);
      }
    } catch (IOException e) {
      throw DataException.unreadable(path, e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw DataException.unreadable(path, e);
    }
  }

  private static void refuseOtherContent(Path path, BufferedInputStream in, boolean gzip)
      throws IOException {
    Content.peek(in)
        .ifPresent(found -> {
          throw found.refuse(path, gzip);
        });
  }

  private static int readHeader(Path path, DataInputStream in, int[] extents) throws IOException {
    int magic = in.readInt();
    int expectedMagic = UNSIGNED_BYTES + 1 + extents.length;
    if (magic != expectedMagic) {
      throw DataException.of(
          "%s starts with 0x%08x, but an IDX file of %s starts with 0x%08x: fetch it again",
          path, magic, extents.length == 0 ? "labels" : "images", expectedMagic);
    }
    int count = in.readInt();
    if (count < 1) {
      throw DataException.of(
          "%s announces %d elements, allowed is 1 or more: fetch it again", path, count);
    }
    int[] actual = new int[extents.length];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = in.readInt();
    }
    if (!Arrays.equals(actual, extents)) {
      throw DataException.of(
          "%s has images of %s, but %s are expected: fetch it again",
          path, Arrays.toString(actual), Arrays.toString(extents));
    }
    return count;
  }

  private static void checkSize(Path path, long expected) throws IOException {
    long actual = Files.size(path);
    if (actual != expected) {
      throw DataException.of(
          "%s has %,d bytes, but its header announces %,d: fetch it again", path, actual, expected);
    }
  }

  private static int headerBytes(int[] extents) {
    return (2 + extents.length) * Integer.BYTES;
  }
}
