package dev.rote.runner.worker;

import dev.rote.runner.wire.Event;
import dev.rote.runner.wire.ExitCode;
import dev.rote.runner.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The worker's end of the channel to its parent. A socket of its own, because a native library may
 * print to the standard output whenever it likes.
 */
final class EventChannel implements AutoCloseable {
  private final SocketChannel channel;
  private volatile boolean closed;

  private EventChannel(SocketChannel channel) {
    this.channel = channel;
  }

  static EventChannel open(Path socket) throws IOException {
    return new EventChannel(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
  }

  /** Ends this process as soon as the parent is gone, however it went. */
  void exitWithParent() {
    Thread.ofPlatform().daemon().name("rote-parent-watch").start(this::awaitParentsEnd);
  }

  private void awaitParentsEnd() {
    try {
      // The parent never writes: reading ends when it does.
      while (channel.read(ByteBuffer.allocate(1)) >= 0) {
        continue;
      }
    } catch (IOException e) {
      // The parent's end is as closed as after an orderly end of file.
    }
    if (!closed) {
      Runtime.getRuntime().halt(ExitCode.PARENT_GONE);
    }
  }

  synchronized void send(Event event) {
    ByteBuffer line = StandardCharsets.UTF_8.encode(WireFormat.write(event) + "\n");
    try {
      while (line.hasRemaining()) {
        channel.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the watch as well: the JVM would wait a third of a second for a thread that reads. */
  @Override
  public void close() throws IOException {
    closed = true;
    channel.close();
  }
}
