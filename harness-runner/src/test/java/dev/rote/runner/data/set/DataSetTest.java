package dev.rote.runner.data.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every descriptor keeps, a new one too. */
class DataSetTest {
  @Test
  void setsAreListedInTheOrderOfTheRegistry() {
    assertThat(DataSet.all())
        .extracting(DataSet::id)
        .containsExactly("shapes", "points", "cifar10", "mnist", "fashion-mnist");
  }

  @Test
  void anUnknownIdIsNoSet() {
    assertThat(DataSet.byId("cifar100")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.rote.runner.data.set.DataSet#all")
  void aSetIsFoundByItsIdWhichIsAlsoItsText(DataSet set) {
    assertThat(DataSet.byId(set.id())).containsSame(set);
    assertThat(set).hasToString(set.id());
  }

  @ParameterizedTest
  @MethodSource("dev.rote.runner.data.set.DataSet#all")
  void aSuiteCanUseTheDefaults(DataSet set) {
    assertThat(set.defaultTrain()).isBetween(1, set.trainImages());
    assertThat(set.defaultTest()).isBetween(1, set.testImages());
    set.defaultCrop().ifPresent(crop -> assertThat(crop).isBetween(1, set.shape().get(1)));
  }

  @ParameterizedTest
  @CsvSource({"shapes, 2000, 1000, -1", "cifar10, 50000, 10000, 28", "mnist, 60000, 10000, -1"})
  void theDefaultsAreTheDocumentedOnes(String id, int train, int test, int crop) {
    DataSet set = DataSet.byId(id).orElseThrow();
    assertThat(set.defaultTrain()).isEqualTo(train);
    assertThat(set.defaultTest()).isEqualTo(test);
    assertThat(set.defaultCrop()).isEqualTo(crop < 0 ? OptionalInt.empty() : OptionalInt.of(crop));
  }

  @ParameterizedTest
  @MethodSource("dev.rote.runner.data.set.DataSet#all")
  void onlyAGeneratedSetIsInAnEmptyDirectory(DataSet set, @TempDir Path empty) {
    assertThat(set.find(empty).isPresent()).isEqualTo(set.generated());
  }

  @ParameterizedTest
  @MethodSource("dev.rote.runner.data.set.DataSet#all")
  void officialFilesHaveNamesOfTheirOwn(DataSet set) {
    set.officialFiles()
        .ifPresent(official -> {
          assertThat(official.downloads()).isNotEmpty();
          assertThat(Stream.concat(official.downloads().stream(), official.unpacked().stream()))
              .allSatisfy(file -> assertThat(official.named(file.name())).isEqualTo(file));
        });
  }

  @Test
  void aServersAddressIsThatOfAFolder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OfficialFiles("a", URI.create("http://host/a"), List.of(), List.of()))
        .withMessage("the address http://host/a does not end with /");
  }
}
