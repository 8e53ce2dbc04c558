package dev.rote.runner.data.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.runner.fixture.KnownSets;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLocationsTest {
  private static final Path HOME = Path.of("/home/ada");

  @Test
  void theOptionComesFirstThenTheVariableThenTheHomeDirectory() {
    DataLocations locations =
        DataLocations.of(
            Optional.of(Path.of("/option")),
            Map.of("ROTE_DATA", "/one" + File.pathSeparator + "/two"),
            HOME);
    assertThat(locations.directories())
        .containsExactly(
            Path.of("/option"), Path.of("/one"), Path.of("/two"), HOME.resolve(".rote/data"));
    assertThat(locations)
        .hasToString(
            "/option (which is no folder), /one (which is no folder), /two (which is no folder) or"
                + " /home/ada/.rote/data");
  }

  @Test
  void emptyEntriesAndRepetitionsAreLeftOut() {
    String variable = String.join(File.pathSeparator, "", "/one", " ", "/two/../one");
    assertThat(
            DataLocations.of(Optional.empty(), Map.of("ROTE_DATA", variable), HOME).directories())
        .containsExactly(Path.of("/one"), HOME.resolve(".rote/data"));
  }

  @Test
  void withoutAnythingOnlyTheHomeDirectoryIsLeft() {
    assertThat(DataLocations.of(Optional.empty(), Map.of(), HOME))
        .hasToString("/home/ada/.rote/data");
  }

  @Test
  void theFirstDirectoryThatHasTheSetIsUsed(@TempDir Path one, @TempDir Path two) {
    SampleFiles.cifar10Directory(two, 1, 2);
    DataLocations locations = new DataLocations(List.of(one, two));
    assertThat(KnownSets.CIFAR10.open(locations).available(Split.TRAIN)).isEqualTo(2);
    SampleFiles.cifar10Directory(one, 1, 3);
    assertThat(KnownSets.CIFAR10.open(locations).available(Split.TRAIN)).isEqualTo(3);
  }

  @Test
  void aMissingSetIsToldWithThePlacesAndTheRemedy(@TempDir Path one, @TempDir Path two) {
    DataLocations locations = new DataLocations(List.of(one, two));
    assertThatThrownBy(() -> KnownSets.CIFAR10.open(locations))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the data set cifar10 was not found: neither cifar-10-batches-bin/data_batch_1.bin nor"
                + " cifar-10-binary.tar.gz is in %s or %s; get it with `rote data fetch cifar10`,"
                + " or name the directory that has it with --data-dir or ROTE_DATA",
            one, two);
    assertThatThrownBy(() -> KnownSets.FASHION_MNIST.open(locations))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(
            "the data set fashion-mnist was not found: neither"
                + " fashion-mnist/train-images-idx3-ubyte nor its .gz is in %s or %s;",
            one, two);
  }
}
