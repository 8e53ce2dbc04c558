package dev.rote.runner.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {
  @TempDir private Path directory;

  @Test
  void theOptionComesFirstThenTheEnvironmentTheUserAndTheInstallation() throws IOException {
    Path user = Files.createDirectories(directory.resolve("home/.rote/backends"));
    Path installed = Files.createDirectories(directory.resolve("rote/backends"));

    List<Path> path =
        SearchPath.of(
            List.of(Path.of("option")),
            Map.of("ROTE_BACKENDS", "one" + File.pathSeparator + "two"),
            directory.resolve("home"),
            Optional.of(directory.resolve("rote")));

    assertThat(path)
        .containsExactly(Path.of("option"), Path.of("one"), Path.of("two"), user, installed);
  }

  @Test
  void theUsualDirectoriesNeedNotExist() {
    assertThat(
            SearchPath.of(List.of(), Map.of(), directory, Optional.of(directory.resolve("rote"))))
        .isEmpty();
  }

  @Test
  void aDirectoryThatIsThereIsNotSplit(@TempDir Path home) throws IOException {
    Path odd = Files.createDirectories(home.resolve("a" + File.pathSeparator + "b;c"));

    assertThat(SearchPath.split(odd.toString())).containsExactly(odd);
    assertThat(SearchPath.split("x;y" + File.pathSeparator + " " + File.pathSeparator + "z"))
        .containsExactly(Path.of("x;y"), Path.of("z"));
  }
}
