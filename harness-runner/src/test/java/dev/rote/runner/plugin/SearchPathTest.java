package dev.rote.runner.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPathTest {
  @TempDir private Path directory;

  @Test
  void theOptionComesFirstThenTheEnvironmentTheUserAndTheInstallation() throws IOException {
    Path user = Files.createDirectories(directory.resolve("home/.rote/backends"));
    Path installed = Files.createDirectories(directory.resolve("rote/backends"));

    List<Place> path =
        SearchPath.of(
            List.of(Place.of(Path.of("option"))),
            Map.of("ROTE_BACKENDS", "one" + File.pathSeparator + "new=two"),
            directory.resolve("home"),
            Optional.of(directory.resolve("rote")));

    assertThat(path)
        .containsExactly(
            Place.of(Path.of("option")),
            Place.of(Path.of("one")),
            new Place(Path.of("two"), Optional.of("new")),
            Place.of(user),
            Place.of(installed));
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

    assertThat(SearchPath.split(odd.toString())).containsExactly(Place.of(odd));
    assertThat(SearchPath.split("x;y" + File.pathSeparator + " " + File.pathSeparator + "z"))
        .containsExactly(Place.of(Path.of("x;y")), Place.of(Path.of("z")));
  }

  @Test
  void aPlaceMayHaveANameForItsBackends(@TempDir Path home) throws IOException {
    Path odd = Files.createDirectories(home.resolve("a" + File.pathSeparator + "b"));

    assertThat(SearchPath.split("old=x/y" + File.pathSeparator + "z"))
        .containsExactly(
            new Place(Path.of("x/y"), Optional.of("old")),
            new Place(Path.of("z"), Optional.empty()));
    assertThat(SearchPath.split("V2.6_b-1=x=y"))
        .containsExactly(new Place(Path.of("x=y"), Optional.of("V2.6_b-1")));
    assertThat(SearchPath.split("old=" + odd)).containsExactly(new Place(odd, Optional.of("old")));
    assertThat(SearchPath.split("old=" + odd).getFirst()).hasToString("old=" + odd);
  }

  @Test
  void whatIsThereAsAWholeOrIsInADirectoryHasNoName(@TempDir Path home) throws IOException {
    Path odd = Files.createDirectories(home.resolve("old=1"));
    String both = odd + File.pathSeparator + odd.resolve("2=3");

    assertThat(SearchPath.split(odd.toString())).containsExactly(Place.of(odd));
    assertThat(SearchPath.split(both)).containsExactly(Place.of(odd), Place.of(odd.resolve("2=3")));
    assertThat(SearchPath.split("./old=1")).containsExactly(Place.of(Path.of("./old=1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1st", "ä", "a b", "a@b", "-a", "a+"})
  void anotherNameIsRefusedWithWhatIsAllowed(String name) {
    assertThatThrownBy(() -> SearchPath.split(name + "=x"))
        .isInstanceOf(PlaceException.class)
        .hasMessage(
            "the search path for backends has '%s=x', but '%s' is no name: allowed are ASCII letters, digits, '.', '_' and '-', beginning with a letter; a directory with = in its own name must exist, or be written as ./%s=x"
                .formatted(name, name, name));
  }

  @Test
  void aNameOfNothingIsRefused() {
    assertThatThrownBy(() -> SearchPath.split("old="))
        .isInstanceOf(PlaceException.class)
        .hasMessageStartingWith("the search path for backends has 'old=', which names nothing");
  }
}
