package dev.rote.runner.folder;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.rote.runner.result.json.FileTrouble;
import dev.rote.runner.result.json.ResultJson;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Lets one process at a time work on a folder. The system releases the lock when its holder ends,
 * however it ends; what the file says, process, host and start, is for whoever is turned away, and
 * for folders on shared disks, where another host's lock may not be seen.
 */
final class FolderLock implements AutoCloseable {
  static final String FILE = "lock";

  private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Who works on a folder.
   *
   * @param started when the process began, as far as the system tells
   * @param boot tells the system from every other and from itself after another start; containers
   *     of one system share it, whatever their names
   */
  record Holder(
      long pid,
      String host,
      Optional<Instant> started,
      @JsonSetter(nulls = Nulls.AS_EMPTY) Optional<String> boot) {
    static Holder here() {
      return new Holder(
          ProcessHandle.current().pid(),
          hostName(),
          ProcessHandle.current().info().startInstant(),
          read(BOOT));
    }

    /** Returns whether another system is said to work on it, whose lock this one may not see. */
    boolean elsewhere() {
      return !(boot.isPresent() && boot.equals(read(BOOT))) && !host.equals(hostName());
    }

    @Override
    public String toString() {
      return "process %d on %s%s"
          .formatted(pid, host, started.map(time -> ", since " + time).orElse(""));
    }
  }

  /**
   * Takes the lock of a folder.
   *
   * @throws FolderException if another process has it, or it cannot be taken
   */
  static FolderLock take(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        Optional<Holder> before = holder(file);
        if (lock(channel).isEmpty()) {
          throw FolderException.machine(
              "another rote works on %s (%s): wait for it or stop it"
                  .formatted(
                      folder, before.map(Holder::toString).orElse("which has not said who it is")));
        }
        if (before.filter(Holder::elsewhere).isPresent()) {
          throw FolderException.machine(
              "%s has begun to work on %s and has not said that it ended, and its lock may not be seen from here: if it is no more, delete %s"
                  .formatted(before.get(), folder, file));
        }
        write(channel, ResultJson.compact().writeValueAsBytes(Holder.here()));
        return new FolderLock(channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw FolderException.machine(
          "%s cannot be locked: %s; a run needs a folder that this user may write, on a file system that has locks"
              .formatted(file, FileTrouble.of(e, file)),
          e);
    }
  }

  /**
   * Checks that what is called like the lock is one, and nothing that somebody would miss.
   *
   * @throws FolderException if it is not
   */
  static void requireOwn(Path folder) {
    Path file = folder.resolve(FILE);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isOwn(file)) {
      throw FolderException.user(
          "%s is no lock of Rote, which would write over it: choose another folder"
              .formatted(file));
    }
  }

  /** Looks into regular files only: a pipe would be waited for. */
  private static boolean isOwn(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && (file.toFile().length() == 0 || holder(file).isPresent());
  }

  private static Optional<FileLock> lock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  private static void write(FileChannel channel, byte[] content) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(content), 0);
  }

  private static Optional<Holder> holder(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      return content.length == 0
          ? Optional.empty()
          : Optional.of(ResultJson.compact().readValue(content, Holder.class));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  /** A network without an answer is not waited for where the system itself knows. */
  private static String hostName() {
    return read(HOST).orElseGet(FolderLock::resolvedHostName);
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String resolvedHostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "an unnamed host";
    }
  }

  /**
   * Releases it. The file stays: deleting it would let two processes lock two files of one name.
   */
  @Override
  public void close() {
    try {
      channel.truncate(0);
      channel.close();
    } catch (IOException e) {
      // The end of this process releases it all the same.
    }
  }
}
