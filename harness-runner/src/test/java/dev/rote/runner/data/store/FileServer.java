package dev.rote.runner.data.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on the loopback interface that has one file, and can misbehave. */
final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private volatile byte[] content;
  private volatile boolean rangesIgnored;
  private volatile OptionalInt breakAfter = OptionalInt.empty();
  private volatile OptionalInt status = OptionalInt.empty();
  private volatile Optional<String> contentRange = Optional.empty();

  FileServer(byte[] content) {
    this.content = content;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create(
        "http://%s:%d/file.bin"
            .formatted(server.getAddress().getHostString(), server.getAddress().getPort()));
  }

  /** Returns the range of each request so far, empty for a request without. */
  List<String> ranges() {
    return List.copyOf(ranges);
  }

  void serve(byte[] other) {
    content = other;
  }

  void ignoreRanges() {
    rangesIgnored = true;
  }

  /** Announces the whole and closes the connection after that many bytes. */
  void breakAfter(int bytes) {
    breakAfter = OptionalInt.of(bytes);
  }

  void breakNoMore() {
    breakAfter = OptionalInt.empty();
  }

  void answerWithStatus(int other) {
    status = OptionalInt.of(other);
  }

  void answerWithRange(String other) {
    contentRange = Optional.of(other);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse("");
    ranges.add(range);
    if (status.isPresent()) {
      exchange.sendResponseHeaders(status.getAsInt(), -1);
      exchange.close();
      return;
    }
    int from = range.isEmpty() || rangesIgnored ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .add(
              "Content-Range",
              contentRange.orElse(
                  "bytes %d-%d/%d".formatted(from, content.length - 1, content.length)));
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    send(exchange, Arrays.copyOfRange(content, from, content.length));
  }

  /** Closing an exchange before its announced length is through breaks the connection. */
  private void send(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange;
        OutputStream out = exchange.getResponseBody()) {
      out.write(body, 0, Math.min(body.length, breakAfter.orElse(body.length)));
      out.flush();
    }
  }
}
