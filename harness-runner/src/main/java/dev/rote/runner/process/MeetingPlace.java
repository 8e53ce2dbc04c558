package dev.rote.runner.process;

import dev.rote.runner.environment.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Where a worker finds its job and says its events: a file and a Unix domain socket in a folder of
 * their own.
 */
final class MeetingPlace implements AutoCloseable {
  /**
   * Longest path of a folder in which a folder with a socket can be: systems allow about 100 bytes
   * for all of it.
   */
  private static final int LONGEST_FOLDER = 60;

  /** Those that most systems have. */
  private static final List<String> SHORT_FOLDERS = List.of("/tmp", "/var/tmp", "/dev/shm");

  private static final String PREFIX = "rote-worker";

  /** How long somebody who came before the process ended may stay unnoticed. */
  private static final int PATIENCE_SECONDS = 5;

  private final Path folder;
  private final ServerSocketChannel server;

  private MeetingPlace(Path folder, ServerSocketChannel server) {
    this.folder = folder;
    this.server = server;
  }

  /**
   * Opens one in the temporary folder; where that is on a file system without sockets, or its path
   * is too long for one, in another one.
   *
   * @throws IOException if there can be a socket in none
   */
  static MeetingPlace open() throws IOException {
    return open(parents());
  }

  static MeetingPlace open(List<Path> parents) throws IOException {
    List<String> reasons = new ArrayList<>();
    for (Path parent : parents) {
      if (parent.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_FOLDER) {
        reasons.add(parent + " has a longer path than a socket may have");
        continue;
      }
      try {
        return open(Files.createTempDirectory(parent, PREFIX));
      } catch (IOException e) {
        reasons.add(e.toString());
      }
    }
    throw new IOException(
        "there is no folder for the socket of a process (%s): set TMPDIR to one that can be written, with a path of at most %d bytes"
            .formatted(String.join("; ", reasons), LONGEST_FOLDER));
  }

  private static MeetingPlace open(Path folder) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(folder.resolve("events")));
      return new MeetingPlace(folder, server);
    } catch (IOException | RuntimeException e) {
      server.close();
      Files.deleteIfExists(folder);
      throw e;
    }
  }

  private static List<Path> parents() {
    List<String> parents = new ArrayList<>();
    parents.add(TemporaryFolder.path().toString());
    Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR"))
        .filter(name -> !name.isEmpty())
        .ifPresent(parents::add);
    parents.addAll(SHORT_FOLDERS);
    return parents.stream().map(name -> Path.of(name).toAbsolutePath()).distinct().toList();
  }

  Path socket() {
    return folder.resolve("events");
  }

  Path jobFile() {
    return folder.resolve("job.json");
  }

  /** Waits for the worker and returns what it says; nothing where it ends before it comes. */
  InputStream events() throws IOException {
    try {
      return Channels.newInputStream(server.accept());
    } catch (ClosedChannelException e) {
      return InputStream.nullInputStream();
    }
  }

  /**
   * Connects and goes away: a process that ended before it connected must not be waited for. After
   * one that did connect, this connection is never accepted.
   */
  void knock() {
    try {
      SocketChannel.open(UnixDomainSocketAddress.of(socket())).close();
    } catch (IOException e) {
      // The worker has deleted it, after it came; or somebody who cleans up has, and nobody comes.
      CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .execute(() -> close(server));
    }
  }

  private static void close(ServerSocketChannel server) {
    try {
      server.close();
    } catch (IOException e) {
      // It is as good as closed.
    }
  }

  /** The worker deletes what it has; one that did not get so far leaves it. */
  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(jobFile());
    Files.deleteIfExists(socket());
    Files.deleteIfExists(folder);
  }
}
