package dev.rote.runner.suite.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.suite.PaperFigure;
import dev.rote.runner.suite.Suite;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a suite says of published figures, and what is said beside them. */
class PaperReaderTest {
  @Test
  void readsWhatWasPublished() {
    Suite suite =
        BadSuites.read(
            BadSuites.VALID
                .replace(
                    "[{name: net,", "[{name: other, layers: [flatten, {dense: 10}]}, {name: net,")
                .replace(
                    "name: true-labels",
                    "name: a, paper: [{model: net, trainAccuracy: 1, testAccuracy: 0.5239, of: best, where: here}, "
                        + "{model: other, trainAccuracy: 0.9934, of: final, where: there}]"));

    PaperFigure best =
        new PaperFigure(
            Optional.of("net"),
            true,
            OptionalDouble.of(1),
            OptionalDouble.of(0.5239),
            Optional.empty(),
            PaperFigure.Epoch.BEST,
            "here",
            Optional.empty());
    PaperFigure last =
        new PaperFigure(
            Optional.of("other"),
            true,
            OptionalDouble.of(0.9934),
            OptionalDouble.empty(),
            Optional.empty(),
            PaperFigure.Epoch.FINAL,
            "there",
            Optional.empty());
    assertThat(suite.experiments().getFirst().paper()).containsExactly(best, last);
    assertThat(suite.paper("net", "a")).contains(best);
    assertThat(suite.paper("other", "a")).contains(last);
    assertThat(suite.paper("net", "b")).isEmpty();
    assertThat(suite.paper("neither", "a")).isEmpty();
  }

  @Test
  void aFigureOfNoModelIsOfEveryOneAndOfAnEpochThatIsNotSaid() {
    Suite suite = BadSuites.read(published("{testAccuracy: 0.5, where: here}"));

    assertThat(suite.paper("net", "a"))
        .contains(
            new PaperFigure(
                Optional.empty(),
                true,
                OptionalDouble.empty(),
                OptionalDouble.of(0.5),
                Optional.empty(),
                PaperFigure.Epoch.UNKNOWN,
                "here",
                Optional.empty()));
    assertThat(BadSuites.read(published("[{testAccuracy: 0.5, where: here}]"))).isEqualTo(suite);
  }

  /** A name is composed where it is read, whichever form an editor writes. */
  @Test
  void aFigureNamesItsModelInEitherForm() {
    String yaml = published("{model: gro\u0308\u00dfe, testAccuracy: 0.5, where: here}");

    assertThat(
            BadSuites.read(yaml.replace("{name: net,", "{name: gr\u00f6\u00dfe,"))
                .paper("gr\u00f6\u00dfe", "a"))
        .isPresent();
  }

  @Test
  void besideWhatWasPublishedItSaysThatThereAreOtherTrainingImages() {
    Suite suite = BadSuites.read(published("{testAccuracy: 0.5, where: here}"));

    assertThat(suite.withTrain(2000)).isEqualTo(suite);
    assertThat(suite.withSeeds(List.of(7L)).paper("net", "a")).isPresent();
    assertThat(suite.withTwins(3).paper("net", "a")).isPresent();
    assertThat(
            suite
                .withTrain(1000)
                .besideThePublished(suite)
                .paper("net", "a")
                .flatMap(PaperFigure::unlike))
        .contains("1,000 of 2,000 training images");
  }

  @Test
  void whatDidNotConvergeNeedsNoAccuracy() {
    Suite suite =
        BadSuites.read(published("{converged: false, where: here, unlike: other weights}"));

    assertThat(suite.paper("net", "a"))
        .contains(
            new PaperFigure(
                Optional.empty(),
                false,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                PaperFigure.Epoch.UNKNOWN,
                "here",
                Optional.of("other weights")));
    assertThat(
            suite
                .withTrain(1000)
                .besideThePublished(suite)
                .paper("net", "a")
                .flatMap(PaperFigure::unlike))
        .contains("other weights; 1,000 of 2,000 training images");
  }

  static String published(String paper) {
    return BadSuites.VALID.replace("name: true-labels", "name: a, paper: " + paper);
  }

  @ParameterizedTest
  @CsvSource({
    "mlp-1x512, true-labels, 1, 0.5051",
    "mlp-1x512, random-labels, 0.9934, 0.1061",
    "mlp-3x512, true-labels, 1, 0.5239",
    "mlp-3x512, random-labels, 1, 0.1048"
  })
  void hasTheFiguresOfTheFirstTable(String model, String experiment, double train, double test) {
    assertThat(
            SuiteReader.read(ShippedSuites.FOLDER.resolve("zhang2016-table1.yaml"))
                .paper(model, experiment))
        .contains(
            new PaperFigure(
                Optional.of(model),
                true,
                OptionalDouble.of(train),
                OptionalDouble.of(test),
                Optional.empty(),
                PaperFigure.Epoch.UNKNOWN,
                "Zhang et al. 2016, table 1",
                Optional.empty()));
  }
}
