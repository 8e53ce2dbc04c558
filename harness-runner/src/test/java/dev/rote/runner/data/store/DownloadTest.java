package dev.rote.runner.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.runner.data.set.Checksum;
import dev.rote.runner.data.set.DataException;
import dev.rote.runner.data.set.OfficialFile;
import dev.rote.runner.data.set.SampleFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {
  private static final byte[] CONTENT = SampleFiles.pixels(1, 1, 300_000);

  @TempDir Path directory;
  private FileServer server;
  private Path target;
  private Path part;

  @BeforeEach
  void start() {
    server = new FileServer(CONTENT);
    target = directory.resolve("folder").resolve("file.bin");
    part = directory.resolve("folder").resolve("file.bin.part");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aDownloadArrivesWhole() {
    Recorded progress = download();
    assertThat(target).hasBinaryContent(CONTENT);
    assertThat(part).doesNotExist();
    assertThat(progress.events.getFirst()).isEqualTo("started 0 of 300000");
    assertThat(progress.events).contains("advanced 300000 of 300000");
    assertThat(progress.events.getLast()).isEqualTo("finished");
  }

  @Test
  void aBrokenConnectionLeavesWhatItBroughtAndTheNextOneContinues() throws IOException {
    server.breakAfter(100_000);
    assertThatThrownBy(this::download)
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("fetching %s stopped early (", server.address())
        .hasMessageEndingWith("; what was received is kept in %s, fetch again to continue", part);
    assertThat(target).doesNotExist();
    assertThat(Files.size(part)).isEqualTo(100_000);

    server.breakNoMore();
    Recorded progress = download();
    assertThat(server.ranges()).containsExactly("", "bytes=100000-");
    assertThat(progress.events.getFirst()).isEqualTo("started 100000 of 300000");
    assertThat(target).hasBinaryContent(CONTENT);
    assertThat(part).doesNotExist();
  }

  @Test
  void aServerWithoutRangesIsReadFromTheStart() {
    SampleFiles.write(part, Arrays.copyOf(CONTENT, 1000));
    server.ignoreRanges();
    download();
    assertThat(server.ranges()).containsExactly("bytes=1000-");
    assertThat(target).hasBinaryContent(CONTENT);
  }

  @Test
  void aDownloadThatOnlyLacksItsMoveIsNotRepeated() {
    SampleFiles.write(part, CONTENT);
    download();
    assertThat(server.ranges()).isEmpty();
    assertThat(target).hasBinaryContent(CONTENT);
  }

  @Test
  void aPartThatIsTooLongIsStartedAnew() {
    SampleFiles.write(part, new byte[CONTENT.length + 1]);
    download();
    assertThat(server.ranges()).containsExactly("");
    assertThat(target).hasBinaryContent(CONTENT);
  }

  @Test
  void aPartOfAnotherFileIsDiscoveredAndDeleted() {
    SampleFiles.write(part, new byte[1000]);
    assertThatThrownBy(this::download)
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(
            "%s is not the official file: expected SHA-256 %s, received SHA-256 ",
            server.address(), sha256(CONTENT))
        .hasMessageEndingWith("; what was received is deleted, fetch again");
    assertThat(part).doesNotExist();
    assertThat(target).doesNotExist();
    download();
    assertThat(target).hasBinaryContent(CONTENT);
  }

  @Test
  void aCorruptedDownloadIsRefused() {
    byte[] corrupted = CONTENT.clone();
    corrupted[150_000] ^= 1;
    server.serve(corrupted);
    assertThatThrownBy(this::download)
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s is not the official file: expected SHA-256 %s, received SHA-256 %s; what was"
                + " received is deleted, fetch again",
            server.address(), sha256(CONTENT), sha256(corrupted));
    assertThat(part).doesNotExist();
    assertThat(target).doesNotExist();
  }

  @Test
  void aShorterFileIsRefused() {
    server.serve(Arrays.copyOf(CONTENT, 299_999));
    assertThatThrownBy(this::download)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected 300,000 bytes, received 299,999");
    assertThat(part).doesNotExist();
  }

  @Test
  void aLongerFileIsRefused() {
    server.serve(Arrays.copyOf(CONTENT, 300_001));
    assertThatThrownBy(this::download)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the server sends more than the official 300,000 bytes");
    assertThat(part).doesNotExist();
  }

  @Test
  void aRangeThatWasNotAskedForIsRefused() {
    SampleFiles.write(part, Arrays.copyOf(CONTENT, 1000));
    server.answerWithRange("bytes 0-299999/300000");
    assertThatThrownBy(this::download)
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "asked for the bytes from 1000 on, the server sent the range 'bytes 0-299999/300000'");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 500, 503})
  void anErrorOfTheServerIsToldAndKeepsThePart(int status) {
    SampleFiles.write(part, Arrays.copyOf(CONTENT, 1000));
    server.answerWithStatus(status);
    assertThatThrownBy(this::download)
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s cannot be fetched: the server answered with status %d; try again later",
            server.address(), status);
    assertThat(part).hasBinaryContent(Arrays.copyOf(CONTENT, 1000));
  }

  @Test
  void aServerThatDoesNotAnswerIsTold() {
    server.close();
    assertThatThrownBy(this::download)
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(
            "%s cannot be fetched: the server does not answer (", server.address());
  }

  @Test
  void aDirectoryThatCannotBeMadeIsTold() {
    SampleFiles.write(directory.resolve("folder"), new byte[0]);
    assertThatThrownBy(this::download)
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("%s cannot be written (", target)
        .hasMessageEndingWith("); name another directory with --data-dir");
  }

  @Test
  void aDamagedFileIsReplaced() {
    SampleFiles.write(target, new byte[10]);
    download();
    assertThat(target).hasBinaryContent(CONTENT);
  }

  private Recorded download() {
    OfficialFile official =
        new OfficialFile(
            "folder/file.bin", CONTENT.length, Optional.of(Checksum.sha256(sha256(CONTENT))));
    Recorded progress = new Recorded();
    try (HttpClient client = HttpClient.newHttpClient()) {
      new Download(client, server.address(), target, official, progress).run();
    }
    return progress;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Recorded implements FetchProgress {
    final List<String> events = new ArrayList<>();

    @Override
    public void present(Path file) {
      events.add("present");
    }

    @Override
    public void started(URI source, Path file, long done, long total) {
      events.add("started " + done + " of " + total);
    }

    @Override
    public void advanced(Path file, long done, long total) {
      events.add("advanced " + done + " of " + total);
    }

    @Override
    public void finished(Path file) {
      events.add("finished");
    }
  }
}
