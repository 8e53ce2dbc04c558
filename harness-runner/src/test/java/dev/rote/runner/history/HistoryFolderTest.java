package dev.rote.runner.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rote.runner.history.AcceptedChange.Cause;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights are there whole or not at all, and nothing that is there is changed. */
class HistoryFolderTest {
  private static final int ROWS = 4;

  @TempDir private Path temporary;
  private Path folder;
  private Path november;
  private HistoryFolder history;

  @BeforeEach
  void createHistory() {
    folder = temporary.resolve("new/history");
    november = folder.resolve("2026-11.jsonl");
    history = new HistoryFolder(folder, Duration.ofMinutes(1));
  }

  @Test
  void aNightIsInTheFileOfTheMonthInWhichItBeganALineForEveryRow() throws IOException {
    history.append(Nights.night(29, ROWS));
    history.append(Nights.night(30, ROWS));

    assertThat(Files.readAllLines(november))
        .hasSize(ROWS)
        .allSatisfy(line ->
            assertThat(line)
                .matches(
                    "\\{\"kind\":\"(speed|learning)\",\"schema\":\"rote.history/1\",\"night\":\\{\"id\":\"2026-11-30T02:00:00Z\".*\"cell\":\".*\",\"crc\":\"[0-9a-f]{8}\"}"));
    assertThat(Files.readAllLines(folder.resolve("2026-12.jsonl"))).hasSize(ROWS);
    assertThat(Files.readString(november)).endsWith("\n");
  }

  @Test
  void nightsAreReadInOrderWhateverTheOrderInTheFile() {
    for (int night : new int[] {30, 7, 29, 8}) {
      history.append(Nights.night(night, ROWS));
    }

    assertThat(History.read(folder).nights())
        .extracting(each -> each.night().id())
        .containsExactly(Nights.start(7), Nights.start(8), Nights.start(29), Nights.start(30));
  }

  /** Months are read several at once. */
  @Test
  void monthsArePutTogetherInTheirOrder() throws IOException {
    for (int month = 0; month < 12; month++) {
      List<HistoryEntry> night = Nights.night(30 * month, ROWS);
      history.append(night);
      history.append(
          AcceptedChange.of(
              night.getFirst(), Cause.SUITE, "change " + month, Nights.start(30 * month)));
      Path file = MonthFile.of(folder, Nights.start(30 * month));
      Files.writeString(file, "torn\n", StandardOpenOption.APPEND);
    }

    History read = History.read(folder);

    assertThat(read.nights())
        .extracting(each -> each.night().id())
        .containsExactlyElementsOf(
            IntStream.range(0, 12).mapToObj(month -> Nights.start(30 * month)).toList());
    assertThat(read.accepted())
        .extracting(AcceptedChange::why)
        .containsExactlyElementsOf(
            IntStream.range(0, 12).mapToObj(month -> "change " + month).toList());
    assertThat(read.notes())
        .extracting(note -> note.substring(0, "2026-11".length()))
        .hasSize(12)
        .isSorted();
  }

  @Test
  void aFolderThatIsNotThereHasNoNight() {
    assertThat(History.read(folder))
        .isEqualTo(new History(List.of(), List.of(), List.of(), List.of()));
  }

  /** Wherever an append ends, what was there before is whole, and so is what comes after. */
  @Test
  void aNightThatWasCutAnywhereIsTornAndAppendedAgainItIsWhole() throws IOException {
    history.append(Nights.night(0, ROWS));
    int before = (int) Files.size(november);
    history.append(Nights.night(1, ROWS));
    byte[] whole = Files.readAllBytes(november);
    for (int cut = before + 1; cut < whole.length - 1; cut += 7) {
      byte[] torn = Arrays.copyOf(whole, cut);
      Files.write(november, torn);

      History cutShort = History.read(folder);
      assertThat(cutShort.nights())
          .extracting(each -> each.night().id())
          .containsExactly(Nights.start(0));
      assertThat(cutShort.notes()).isNotEmpty().allMatch(note -> note.startsWith("2026-11.jsonl:"));

      history.append(Nights.night(1, ROWS));
      History repaired = History.read(folder);
      assertThat(repaired.nights()).hasSize(2);
      assertThat(repaired.nights().get(1).entries()).isEqualTo(Nights.night(1, ROWS));
      assertThat(repaired.torn()).isEmpty();
      assertThat(Files.readAllBytes(november)).startsWith(torn);
    }
  }

  @Test
  void aTornLineIsNotedWithItsPlace() throws IOException {
    history.append(Nights.night(0, ROWS));
    List<String> lines = Files.readAllLines(november);
    Files.writeString(november, String.join("\n", lines).replace("\"line\":3", "\"line\":2"));

    History read = History.read(folder);

    assertThat(read.nights()).isEmpty();
    assertThat(read.torn()).extracting(Night::id).containsExactly(Nights.start(0));
    assertThat(read.notes().getFirst())
        .isEqualTo(
            "2026-11.jsonl:3: the line is torn, as its checksum tells, and not used: an append was ended there, or is still going on, or somebody has changed it");
    assertThat(read.notes().get(1))
        .contains("of the night 2026-11-01T02:00:00Z of small there are 1 of 4 lines");
  }

  @Test
  void bytesThatAreNoTextAreTornLines() throws IOException {
    history.append(Nights.night(0, ROWS));
    Files.write(november, new byte[200_000], StandardOpenOption.APPEND);
    history.append(Nights.night(1, ROWS));

    History read = History.read(folder);

    assertThat(read.nights()).hasSize(2);
    assertThat(read.notes()).hasSize(1).first().asString().startsWith("2026-11.jsonl:5: ");
  }

  @Test
  void aNightThatIsAppendedAgainIsOneNightAndTheLaterCounts() {
    history.append(Nights.night(0, ROWS));
    history.append(Nights.night(0, ROWS, "busy: its load was 7.0"));

    assertThat(History.read(folder).nights())
        .singleElement()
        .satisfies(
            each -> assertThat(each.night().marks()).containsExactly("busy: its load was 7.0"));
  }

  @Test
  void aTornCopyDoesNotTakeThePlaceOfAWholeOne() throws IOException {
    history.append(Nights.night(0, ROWS));
    history.append(Nights.night(0, ROWS, "again"));
    byte[] both = Files.readAllBytes(november);
    Files.write(november, Arrays.copyOf(both, both.length - 30));

    History read = History.read(folder);

    assertThat(read.nights())
        .singleElement()
        .satisfies(each -> assertThat(each.night().marks()).isEmpty());
    assertThat(read.torn()).isEmpty();
  }

  @Test
  void onlyWholeNightsAreAppended() {
    List<HistoryEntry> night = Nights.night(0, ROWS);

    assertThatThrownBy(() -> history.append(night.subList(0, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a night is appended whole and in order");
    assertThatThrownBy(() -> history.append(night.reversed()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> history.append(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAcceptedChangeIsALineOfItsOwnAndLeavesWhatWasThere() throws IOException {
    List<HistoryEntry> night = Nights.night(3, ROWS);
    history.append(night);
    AcceptedChange change =
        AcceptedChange.of(
            night.getFirst(),
            Cause.FRAMEWORK,
            "2.8 is slower",
            Instant.parse("2026-12-01T09:00:00Z"));

    history.append(change);

    assertThat(History.read(folder).accepted()).containsExactly(change);
    assertThat(History.read(folder).nights()).hasSize(1);
    assertThat(Files.readAllLines(november).getLast())
        .startsWith(
            "{\"kind\":\"accept\",\"schema\":\"rote.history/1\",\"suite\":\"small\",\"cell\":\"mlp-0, batch 128 on a cpu\",\"cause\":\"framework\",\"why\":\"2.8 is slower\",\"from\":\"2026-11-04T02:00:00Z\"");
  }

  @Test
  void whatALaterRoteAddsToALineIsIgnored() throws IOException {
    history.append(Nights.night(0, ROWS));
    rewrite(",\"outcome\":", ",\"colour\":{\"of\":[\"it\"]},\"outcome\":");

    assertThat(History.read(folder).nights().getFirst().entries()).isEqualTo(Nights.night(0, ROWS));
    assertThat(History.read(folder).notes()).isEmpty();
  }

  @Test
  void aKindThatALaterRoteAddsDoesNotTearItsNight() throws IOException {
    history.append(Nights.night(0, ROWS));
    rewrite("\"kind\":\"learning\"", "\"kind\":\"energy\"");

    History read = History.read(folder);

    assertThat(read.nights())
        .singleElement()
        .satisfies(each -> assertThat(each.entries()).hasSize(2));
    assertThat(read.notes())
        .containsExactly(
            "2026-11.jsonl:3: the line is of a kind that this Rote does not know, and not used",
            "2026-11.jsonl:4: the line is of a kind that this Rote does not know, and not used");
  }

  @Test
  void anotherVersionOfTheFormIsSaidInASentence() throws IOException {
    history.append(Nights.night(0, 1));
    rewrite("rote.history/1", "rote.history/2");

    assertThat(History.read(folder).nights()).isEmpty();
    assertThat(History.read(folder).notes())
        .singleElement()
        .asString()
        .startsWith("2026-11.jsonl:1: the line is none that this Rote reads (")
        .contains("its schema is rote.history/2, this Rote reads rote.history/1")
        .endsWith("and not used: read it with the Rote that wrote it, or a later one");
  }

  /** Writes every line anew, with its checksum, as somebody else may. */
  private void rewrite(String what, String with) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(november)) {
      String json = line.replace(what, with).replaceFirst(",\"crc\":\"[0-9a-f]{8}\"}$", "}");
      byte[] whole = Checksum.append(json.getBytes(StandardCharsets.UTF_8));
      text.append(new String(whole, StandardCharsets.UTF_8)).append('\n');
    }
    Files.writeString(november, text);
  }

  @Test
  void manyAppendAtOnceAndReadersSeeWholeNightsOnly() {
    CompletableFuture<?>[] appends =
        IntStream.range(0, 24)
            .mapToObj(night ->
                CompletableFuture.runAsync(() -> {
                  history.append(Nights.night(night, ROWS));
                  assertThat(History.read(folder).nights())
                      .allSatisfy(each -> assertThat(each.entries()).hasSize(ROWS));
                }))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(appends).join();

    assertThat(History.read(folder).nights()).hasSize(24);
    assertThat(History.read(folder).notes()).isEmpty();
  }

  @Test
  void whoIsKeptWaitingTooLongIsToldWhatToDo() throws IOException {
    Files.createDirectories(folder);
    HistoryLock.holding(
        folder,
        Duration.ofMinutes(1),
        () ->
            assertThatThrownBy(
                    () -> new HistoryFolder(folder, Duration.ZERO).append(Nights.night(0, ROWS)))
                .isInstanceOf(HistoryException.class)
                .hasMessage(
                    "another rote has been appending to %s for 0 s: wait for it or stop it, and append again"
                        .formatted(folder)));

    assertThat(History.read(folder).nights()).isEmpty();
    history.append(Nights.night(0, ROWS));
    assertThat(History.read(folder).nights()).hasSize(1);
  }

  @Test
  void aFullDiskIsSaidToBeOne() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no full device here");
    Files.createDirectories(folder);
    Files.createSymbolicLink(november, full);

    assertThatThrownBy(() -> history.append(Nights.night(0, ROWS)))
        .isInstanceOf(HistoryException.class)
        .hasMessageStartingWith(november + " cannot be appended to: No space left on device; ");
  }

  @Test
  void aFileIsNoHistory() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> History.read(file))
        .isInstanceOf(HistoryException.class)
        .hasMessage("the history %s cannot be read: it is no folder".formatted(file));
    assertThatThrownBy(() -> new HistoryFolder(file).append(Nights.night(0, ROWS)))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("cannot be appended to: ");
  }

  @Test
  void whateverElseIsInTheFolderIsLeftAlone() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("README.md"), "ours");
    Files.writeString(folder.resolve("notes.jsonl"), "{}");
    history.append(Nights.night(0, ROWS));

    assertThat(History.read(folder).notes()).isEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("README.md", "notes.jsonl", "lock", "2026-11.jsonl");
    }
    try (FileChannel channel = FileChannel.open(folder.resolve("lock"))) {
      assertThat(channel.size()).isZero();
    }
  }
}
