package dev.rote.runner.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void aRunIsCalledLikeItsFolder() {
    assertThat(labels("results/20261127-quick", "/elsewhere/other/"))
        .containsExactly("20261127-quick", "other");
  }

  @Test
  void aRunJsonIsCalledLikeItsFolderAndACopyLikeItself() {
    assertThat(labels("results/a/run.json", "copies/before.json")).containsExactly("a", "before");
  }

  @Test
  void foldersOfOneNameAreToldApartByMoreOfTheirPath() {
    assertThat(labels("/x/monday/quick", "/x/tuesday/quick", "/x/tuesday/speed"))
        .containsExactly("monday/quick", "tuesday/quick", "speed");
  }

  @Test
  void aFolderThatIsTheEndOfAnotherPathKeepsAllOfItsOwn() {
    assertThat(labels("/quick", "/x/quick")).containsExactly("/quick", "x/quick");
  }

  @Test
  void theSameRunNamedTwiceIsNumbered() {
    assertThat(labels("a (2)", "a", "a")).containsExactly("a (2)", "a", "a (3)");
    assertThat(labels("a", "./a", "a/run.json", "b")).containsExactly("a", "a (2)", "a (3)", "b");
  }

  @Test
  void theWorkingFolderHasANameToo() {
    assertThat(labels(".", "")).allSatisfy(label -> assertThat(label).startsWith("harness-runner"));
    assertThat(labels("/")).containsExactly("/");
  }

  private static List<String> labels(String... runs) {
    return Labels.of(Stream.of(runs).map(Path::of).toList());
  }
}
