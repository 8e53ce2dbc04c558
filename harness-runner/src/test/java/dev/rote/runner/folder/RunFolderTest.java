package dev.rote.runner.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found out about a folder before a run begins in it. */
class RunFolderTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {"plan.json", "run.json", "units/1.json", "sessions/0.json", "report.html"})
  void whatARunHasLeftIsNotMixedWithAnother(String file) throws IOException {
    Path left = directory.resolve(file);
    Files.createDirectories(left.getParent());
    Files.writeString(left, "{}");

    assertThatThrownBy(() -> RunFolder.require(directory))
        .isInstanceOf(FolderException.class)
        .hasMessageContaining("choose another folder")
        .satisfies(
            e -> assertThat(((FolderException) e).fault()).isEqualTo(FolderException.Fault.USER));
  }

  @Test
  void aFileThatIsCalledLikeTheLockAndIsNoneIsNotWrittenOver() throws IOException {
    Path lock = Files.writeString(directory.resolve("lock"), "my shopping list");

    assertThatThrownBy(() -> RunFolder.require(directory))
        .isInstanceOf(FolderException.class)
        .hasMessage(lock + " is no lock of Rote, which would write over it: choose another folder");
    assertThat(lock).hasContent("my shopping list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"pid\": 1, \"host\": \"elsewhere\", \"started\": null}"})
  void theLockOfARunThatWasKilledBeforeItHadAPlanIsNoObstacle(String content) throws IOException {
    Files.writeString(directory.resolve("lock"), content);

    RunFolder.require(directory);
  }

  @Test
  void otherFilesMayBeThere() throws IOException {
    Files.writeString(directory.resolve("log.txt"), "of a shell");

    RunFolder.require(directory);

    assertThat(directory.toFile().list()).containsExactly("log.txt");
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> RunFolder.require(file.resolve("below")))
        .hasMessage(
            file.resolve("below") + " cannot hold the results: " + file + ": it is no folder")
        .satisfies(
            e -> assertThat(((FolderException) e).fault()).isEqualTo(FolderException.Fault.USER));
  }

  @ParameterizedTest
  @CsvSource({
    "plan.json,true",
    "lock,true",
    "units/cell.json,true",
    "logs/cell.log,true",
    "run.json,false",
    "copy.json,false",
    "../plan.json,false",
  })
  void whatItKeepsForItselfIsKnown(String file, boolean kept) {
    assertThat(RunFolder.keeps(directory, directory.resolve(file))).isEqualTo(kept);
  }
}
