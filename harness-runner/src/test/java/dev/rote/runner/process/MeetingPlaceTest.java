package dev.rote.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeetingPlaceTest {
  @TempDir private Path folder;

  @Test
  void whereAPathIsTooLongForASocketTheNextFolderServes() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("a-folder-of-a-long-name".repeat(5)));

    try (MeetingPlace place = MeetingPlace.open(List.of(deep, folder))) {
      assertThat(place.socket()).startsWith(folder).doesNotMatch(path -> path.startsWith(deep));
    }
    assertThat(folder).isDirectoryContaining(path -> path.equals(deep));
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void whereNoFolderServesItSaysWhyAndWhatToDo() {
    Path gone = folder.resolve("gone");

    assertThatThrownBy(() -> MeetingPlace.open(List.of(gone)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no folder for the socket of a process")
        .hasMessageContaining("gone")
        .hasMessageContaining("set TMPDIR");
  }

  /** Somebody who cleans temporary folders may have deleted it. */
  @Test
  void whoeverWaitsIsReleasedWhenNobodyCanComeAnyMore() throws IOException {
    try (MeetingPlace place = MeetingPlace.open(List.of(folder))) {
      Files.delete(place.socket());

      place.knock();

      assertThat(place.events().read()).isEqualTo(-1);
    }
  }

  @Test
  void whoeverWaitsIsReleasedByAKnock() throws IOException {
    try (MeetingPlace place = MeetingPlace.open(List.of(folder))) {
      place.knock();

      assertThat(place.events().read()).isEqualTo(-1);
    }
  }
}
