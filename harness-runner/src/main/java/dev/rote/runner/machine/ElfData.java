package dev.rote.runner.machine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The constants of a native library: the parts of an ELF file that are loaded and are no code, as
 * the System V ABI defines them. Texts that a library prints stand there.
 */
final class ElfData {
  private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
  private static final int BITS_64 = 2;
  private static final int LITTLE_ENDIAN = 1;
  private static final int HEADER_BYTES = 64;
  private static final int SECTION_BYTES = 64;
  private static final int PROGRAM_DATA = 1;
  private static final long LOADED = 2;
  private static final long EXECUTABLE = 4;
  private static final int CHUNK_BYTES = 1 << 20;

  private ElfData() {}

  /** A part of the file. */
  private record Part(long offset, long bytes) {}

  /**
   * Reads the constants piece by piece; a file that has no table of sections is read whole.
   *
   * @param overlap how many bytes at the end of a piece are the beginning of the next
   * @param reader receives each piece, from position to limit
   * @throws IOException if the file cannot be read
   */
  static void read(Path file, int overlap, Consumer<ByteBuffer> reader) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);
      for (Part part : parts(channel)) {
        long end = part.offset() + part.bytes();
        for (long at = part.offset(); at < end; at += CHUNK_BYTES - overlap) {
          buffer.clear().limit((int) Math.min(CHUNK_BYTES, end - at));
          channel.read(buffer, at);
          reader.accept(buffer.flip());
        }
      }
    }
  }

  private static List<Part> parts(FileChannel channel) throws IOException {
    Optional<List<Part>> sections = sections(channel);
    return sections.isPresent() ? sections.get() : List.of(new Part(0, channel.size()));
  }

  private static Optional<List<Part>> sections(FileChannel channel) throws IOException {
    ByteBuffer header = read(channel, 0, HEADER_BYTES);
    for (int i = 0; i < MAGIC.length; i++) {
      if (header.limit() < HEADER_BYTES || header.get(i) != MAGIC[i]) {
        return Optional.empty();
      }
    }
    if (header.get(4) != BITS_64 || header.get(5) != LITTLE_ENDIAN) {
      return Optional.empty();
    }
    int count = Short.toUnsignedInt(header.getShort(60));
    if (count == 0) {
      return Optional.empty();
    }
    ByteBuffer table = read(channel, header.getLong(40), count * SECTION_BYTES);
    List<Part> parts = new ArrayList<>();
    for (int at = 0; at + SECTION_BYTES <= table.limit(); at += SECTION_BYTES) {
      long flags = table.getLong(at + 8);
      if (table.getInt(at + 4) == PROGRAM_DATA && (flags & (LOADED | EXECUTABLE)) == LOADED) {
        parts.add(new Part(table.getLong(at + 24), table.getLong(at + 32)));
      }
    }
    return Optional.of(parts);
  }

  private static ByteBuffer read(FileChannel channel, long offset, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    channel.read(buffer, offset);
    return buffer.flip();
  }
}
