package dev.rote.runner.history;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.result.json.AtomicFile;
import dev.rote.runner.result.json.FileTrouble;
import dev.rote.runner.result.json.ResultJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Appends to the folder of a history. What a method has returned from is on the disk, whatever
 * happens to this process or to the machine; what it was killed in is torn, and known to be.
 * Nothing that is there is ever changed.
 */
public final class HistoryFolder {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final Duration patience;

  /**
   * @param folder where it is or will be
   */
  public HistoryFolder(Path folder) {
    this(folder, PATIENCE);
  }

  HistoryFolder(Path folder, Duration patience) {
    this.folder = requireNonNull(folder, "folder is null");
    this.patience = requireNonNull(patience, "patience is null");
  }

  /**
   * Appends a night, all of its lines at once. One that is there already is not looked for: of
   * several copies the last whole one counts.
   *
   * @param night all entries of one night, in the order of their lines
   * @throws IllegalArgumentException if they are not
   * @throws HistoryException if they cannot be appended; what was written of them is torn
   */
  public void append(List<HistoryEntry> night) {
    requireWhole(night);
    append(night.getFirst().night().id(), night);
  }

  private static void requireWhole(List<HistoryEntry> night) {
    if (night.isEmpty()) {
      throw new IllegalArgumentException("a night without an entry cannot be appended");
    }
    Night first = night.getFirst().night();
    for (int i = 0; i < night.size(); i++) {
      HistoryEntry entry = night.get(i);
      if (!entry.night().equals(first) || entry.line() != i + 1 || first.lines() != night.size()) {
        throw new IllegalArgumentException(
            "entry %d of %d is line %d of the %d of %s: a night is appended whole and in order"
                .formatted(
                    i + 1, night.size(), entry.line(), entry.night().lines(), entry.night()));
      }
    }
  }

  /**
   * Appends that a change was accepted, to the month of the night that it begins with.
   *
   * @throws HistoryException if it cannot be appended
   */
  public void append(AcceptedChange change) {
    append(change.from(), List.of(change));
  }

  private void append(Instant night, List<? extends HistoryLine> lines) {
    Path file = MonthFile.of(folder, night);
    try {
      createFolder();
      HistoryLock.holding(folder, patience, () -> write(file, lines));
    } catch (IOException e) {
      throw new HistoryException(
          "%s cannot be appended to: %s; a history needs a folder that this user may write, with room, on a file system that has locks"
              .formatted(file, FileTrouble.of(e, file)),
          e);
    }
  }

  private void createFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      AtomicFile.flushDirectory(folder);
    }
  }

  /** A line that was torn stays, and ends where the next begins. */
  private static void write(Path file, List<? extends HistoryLine> lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      if (!endsWithLineFeed(file)) {
        bytes.write('\n');
      }
      for (HistoryLine line : lines) {
        bytes.write(Checksum.append(ResultJson.compact().writeValueAsBytes(line)));
        bytes.write('\n');
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    // Also where the file was there: whoever created it may have been killed before this.
    AtomicFile.flushDirectory(file);
  }

  private static boolean endsWithLineFeed(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.size() == 0
          || (channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n');
    }
  }
}
