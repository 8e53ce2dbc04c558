package dev.rote.runner.folder;

import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.runner.result.Results;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.json.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedRunTest {
  private static final Instant VIEWED = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path directory;
  private final RunResult complete =
      Results.run(List.of(reached("true-labels", "a", "cpu", hashes())), List.of());
  private Path folder;

  @BeforeEach
  void createFolder() throws IOException {
    folder = Files.createDirectories(directory.resolve("results/quick"));
  }

  @Test
  void aFolderIsReadByItsViewAndAViewByItself() throws IOException {
    new RunFile(folder.resolve("run.json")).write(complete);
    Path copy = Files.copy(folder.resolve("run.json"), directory.resolve("copy.json"));

    assertThat(RecordedRun.read(folder))
        .isEqualTo(new RecordedRun(folder.resolve("run.json"), folder, complete, false));
    assertThat(RecordedRun.read(copy)).isEqualTo(new RecordedRun(copy, directory, complete, false));
  }

  @ParameterizedTest
  @CsvSource({"3, 1, true", "3, -1, false", "0, 1, false"})
  void unitsThatAreNewerThanTheViewOfAnUnfinishedRunAreNotInIt(
      int missing, int secondsAfter, boolean behind) throws IOException {
    new RunFile(folder.resolve("run.json")).write(withMissing(missing));
    Files.setLastModifiedTime(folder.resolve("run.json"), FileTime.from(VIEWED));
    Path unit = Files.createDirectory(folder.resolve("units")).resolve("cell.json");
    Files.setLastModifiedTime(
        Files.writeString(unit, "{}"), FileTime.from(VIEWED.plusSeconds(secondsAfter)));

    assertThat(RecordedRun.read(folder).behind()).isEqualTo(behind);
  }

  private RunResult withMissing(int missing) {
    return new RunResult(
        complete.schema(),
        complete.rote(),
        complete.name(),
        complete.started(),
        complete.finished(),
        complete.command(),
        complete.settings(),
        complete.suite(),
        complete.machine(),
        complete.versions(),
        complete.data(),
        complete.sessions(),
        complete.references(),
        complete.cells(),
        complete.twins(),
        complete.throughput(),
        missing,
        complete.done(),
        complete.remaining(),
        complete.problems());
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertRefused(
        directory.resolve("nothing"),
        "nothing is not there: name the folder of a run, or a run.json");
  }

  @Test
  void aRunThatWasKilledBeforeItHadAViewIsToBeResumed() throws IOException {
    Files.writeString(folder.resolve("plan.json"), "{}");

    assertRefused(
        folder,
        "quick has no run.json, as its run was killed before it had written one: 'rote run --resume %s' does what is missing, and writes it"
            .formatted(folder));
  }

  @Test
  void aFolderOfRunsIsNoRun() {
    new RunFile(folder.resolve("run.json")).write(complete);

    assertRefused(
        folder.getParent(),
        "results holds no run: there is no run.json in it, but in its folders: name one or more of those");
    assertRefused(directory, " holds no run: there is no run.json in it");
  }

  private static void assertRefused(Path named, String sentence) {
    assertThatThrownBy(() -> RecordedRun.read(named))
        .isInstanceOf(FolderException.class)
        .hasMessageEndingWith(sentence)
        .satisfies(
            e -> assertThat(((FolderException) e).fault()).isEqualTo(FolderException.Fault.USER));
  }

  @Test
  void theFilesOfARunAreItsOwnAndOthersBesideThemAreNot() throws IOException {
    new RunFile(folder.resolve("run.json")).write(complete);
    RecordedRun run = RecordedRun.read(folder);

    assertThat(run.isOf(folder.resolve("../quick/run.json"))).isTrue();
    assertThat(run.isOf(folder.resolve("report.html"))).isFalse();
    assertThat(run.isOf(folder.resolve("logs/report.html"))).isFalse();
    Files.writeString(folder.resolve("plan.json"), "{}");
    assertThat(run.isOf(folder.resolve("logs/report.html"))).isTrue();
    assertThat(run.isOf(folder.resolve("plan.json"))).isTrue();
    assertThat(run.isOf(folder.resolve("report.html"))).isFalse();
  }
}
