package dev.rote.runner.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserHomeTest {
  @TempDir private Path folder;

  @Test
  void theFirstThatIsAFolderIsTheHome() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path passwd = Files.createDirectory(folder.resolve("passwd"));

    assertThat(home(home.toString(), passwd.toString()))
        .isEqualTo(new UserHome(home, Optional.empty()));
    assertThat(home("", passwd.toString()).path()).isEqualTo(passwd);
    assertThat(home("/nonexistent", passwd.toString()).path()).isEqualTo(passwd);
  }

  /** Java says {@code ?} of a user whom the system does not know. */
  @Test
  void withoutOneAFolderInTheTemporaryFolderServesAndIsSaid() {
    UserHome home = home("", "?");

    assertThat(home.path()).hasParentRaw(folder).isAbsolute().doesNotExist();
    assertThat(home.note())
        .contains(
            "there is no home folder, and %s serves as one: set HOME to a folder of yours to keep what frameworks unpack"
                .formatted(home.path()));
  }

  @Test
  void whatServesIsForThisUserAlone() throws IOException {
    assumeTrue(File.separatorChar == '/', "permissions are those of POSIX");
    Path home = folder.resolve("rote-home-me");

    assertThat(UserHome.created(home)).isEqualTo(home);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
        .isEqualTo("rwx------");
    assertThat(UserHome.created(home)).isEqualTo(home);
  }

  /** Natives are loaded from it: somebody else may have put it there. */
  @Test
  void whatOthersMayWriteDoesNotServe() throws IOException {
    assumeTrue(File.separatorChar == '/', "permissions are those of POSIX");
    Path open = Files.createDirectory(folder.resolve("rote-home-me"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path link = Files.createSymbolicLink(folder.resolve("rote-home-you"), folder);

    for (Path each : List.of(open, link)) {
      Path other = UserHome.created(each);
      assertThat(other).isNotEqualTo(each).isDirectory();
      Files.delete(other);
    }
  }

  private UserHome home(String... named) {
    return UserHome.of(List.of(named), folder);
  }
}
