package dev.rote.runner.data.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.rote.runner.data.set.DataException;
import dev.rote.runner.data.set.OfficialFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * One file from a server: into {@code <name>.part} first, from where an earlier download stopped,
 * then verified, and moved to its place only if it is the official file.
 */
final class Download {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final HttpClient client;
  private final URI source;
  private final Path target;
  private final Path part;
  private final OfficialFile official;
  private final FetchProgress progress;

  Download(
      HttpClient client, URI source, Path target, OfficialFile official, FetchProgress progress) {
    this.client = client;
    this.source = source;
    this.target = target;
    this.part = target.resolveSibling(target.getFileName() + ".part");
    this.official = official;
    this.progress = progress;
  }

  void run() {
    long done = startOrContinue();
    progress.started(source, target, done, official.bytes());
    if (done < official.bytes()) {
      receive(done);
    }
    verify();
    move();
    progress.finished(target);
  }

  /** Returns how many bytes an earlier download left. */
  private long startOrContinue() {
    try {
      Files.createDirectories(target.getParent());
      if (!Files.isWritable(target.getParent())) {
        throw new AccessDeniedException(
            target.getParent().toString(), null, "permission is denied");
      }
      if (!Files.exists(part)) {
        return 0;
      }
      if (Files.size(part) > official.bytes()) {
        Files.delete(part);
        return 0;
      }
      return Files.size(part);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void receive(long done) {
    HttpResponse<InputStream> response = request(done);
    try (InputStream body = response.body()) {
      switch (response.statusCode()) {
        case HttpURLConnection.HTTP_OK -> save(body, 0);
        case HttpURLConnection.HTTP_PARTIAL -> save(body, checkedStart(response, done));
        case RANGE_NOT_SATISFIABLE -> throw deleted("the server has no more than was there");
        default ->
            throw DataException.of(
                "%s cannot be fetched: the server answered with status %d; try again later",
                source, response.statusCode());
      }
      checkWhole(response);
    } catch (IOException e) {
      throw interrupted(e);
    }
  }

  private HttpResponse<InputStream> request(long done) {
    HttpRequest.Builder request = HttpRequest.newBuilder(source).timeout(ANSWER_TIMEOUT);
    if (done > 0) {
      request.header("Range", "bytes=" + done + "-");
    }
    try {
      return client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw DataException.of(
          e,
          "%s cannot be fetched: the server does not answer (%s); check the connection and try"
              + " again",
          source,
          reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DataException.of(e, "fetching %s was interrupted; fetch again to continue", source);
    }
  }

  /** A server may answer with another range than it was asked for. */
  private long checkedStart(HttpResponse<InputStream> response, long asked) {
    String range = response.headers().firstValue("Content-Range").orElse("");
    if (!range.startsWith("bytes " + asked + "-")) {
      throw deleted("asked for the bytes from %d on, the server sent the range '%s'", asked, range);
    }
    return asked;
  }

  private void save(InputStream body, long start) throws IOException {
    long done = start;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (OutputStream out = openPart(start)) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        done += read;
        if (done > official.bytes()) {
          break;
        }
        write(out, buffer, read);
        progress.advanced(target, done, official.bytes());
      }
    }
    if (done > official.bytes()) {
      throw deleted("the server sends more than the official %,d bytes", official.bytes());
    }
  }

  /** Without an announced length, a broken connection looks like the end of the file. */
  private void checkWhole(HttpResponse<InputStream> response) throws IOException {
    boolean announced = response.headers().firstValue("Content-Length").isPresent();
    long received = Files.size(part);
    if (!announced && received < official.bytes()) {
      throw new EOFException("%d of %d bytes".formatted(received, official.bytes()));
    }
  }

  private OutputStream openPart(long start) {
    try {
      return start == 0
          ? Files.newOutputStream(part, CREATE, WRITE, TRUNCATE_EXISTING)
          : Files.newOutputStream(part, APPEND);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Kept apart from reading: a full disk is not a broken connection. */
  private void write(OutputStream out, byte[] buffer, int count) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void verify() {
    switch (FileCheck.of(part, official)) {
      case FileCheck.HashMatches ok -> {}
      case FileCheck.SizeMatches ok -> {}
      case FileCheck.Missing missing -> throw deleted("nothing was received");
      case FileCheck.SizeDiffers wrong ->
          throw deleted("expected %,d bytes, received %,d", wrong.expected(), wrong.actual());
      case FileCheck.HashDiffers wrong ->
          throw deleted("expected %s, received %s", wrong.expected(), wrong.actual());
    }
  }

  private void move() {
    try {
      Files.move(part, target, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private DataException deleted(String format, Object... values) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      return unwritable(e);
    }
    return DataException.of(
        "%s is not the official file: %s; what was received is deleted, fetch again",
        source, String.format(Locale.ROOT, format, values));
  }

  private DataException interrupted(IOException cause) {
    return DataException.of(
        cause,
        "fetching %s stopped early (%s); what was received is kept in %s, fetch again to continue",
        source,
        reason(cause),
        part);
  }

  private DataException unwritable(IOException cause) {
    return DataException.of(
        cause,
        "%s cannot be written (%s); name another directory with --data-dir",
        target,
        reason(cause));
  }

  private static String reason(IOException cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
