package dev.rote.runner.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lock that is held, one that somebody has left, and one that cannot be taken are three things.
 */
class FolderLockTest {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  @TempDir private Path folder;

  @Test
  void aLockThatIsHeldIsSaidToBe() {
    FolderLock held = FolderLock.take(folder);
    try {
      assertThatThrownBy(() -> FolderLock.take(folder))
          .isInstanceOf(FolderException.class)
          .hasMessageStartingWith(
              "another rote works on %s (process %d on "
                  .formatted(folder, ProcessHandle.current().pid()))
          .hasMessageEndingWith("): wait for it or stop it");
    } finally {
      held.close();
    }
  }

  @Test
  void aLockThatAKilledProcessHasLeftIsTaken() throws IOException {
    FolderLock.take(folder).close();
    leave(
        "{\"pid\": 1, \"host\": \"%s\", \"started\": null}"
            .formatted(FolderLock.Holder.here().host()));

    FolderLock.take(folder).close();

    assertThat(folder.resolve("lock")).isEmptyFile();
  }

  /** Its own may be one that this system does not see. */
  @Test
  void aLockThatAnotherHostHasLeftIsNotTakenAndItSaysWhatToDo() throws IOException {
    leave("{\"pid\": 7, \"host\": \"elsewhere\", \"started\": \"2026-01-02T03:04:05Z\"}");

    assertThatThrownBy(() -> FolderLock.take(folder))
        .isInstanceOf(FolderException.class)
        .hasMessage(
            "process 7 on elsewhere, since 2026-01-02T03:04:05Z has begun to work on %s and has not said that it ended, and its lock may not be seen from here: if it is no more, delete %s"
                .formatted(folder, folder.resolve("lock")));
  }

  /** Each has a name of its own, and all have one system, which would show a lock that is held. */
  @Test
  void aLockThatAnotherContainerOfThisSystemHasLeftIsTaken() throws IOException {
    assumeTrue(Files.isReadable(BOOT), "only Linux tells one start of the system from another");
    leave(
        "{\"pid\": 7, \"host\": \"4f2a\", \"started\": null, \"boot\": \"%s\"}"
            .formatted(Files.readString(BOOT).strip()));

    FolderLock.take(folder).close();
  }

  @Test
  void aLockThatCannotBeTakenIsNotSaidToBeHeld() throws IOException {
    Files.createDirectory(folder.resolve("lock"));

    assertThatThrownBy(() -> FolderLock.take(folder))
        .isInstanceOf(FolderException.class)
        .hasMessage(
            "%s cannot be locked: it is a folder; a run needs a folder that this user may write, on a file system that has locks"
                .formatted(folder.resolve("lock")));
  }

  private void leave(String content) throws IOException {
    Files.writeString(folder.resolve("lock"), content);
  }
}
