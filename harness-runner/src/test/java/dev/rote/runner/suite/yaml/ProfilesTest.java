package dev.rote.runner.suite.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.runner.fixture.KnownSets;
import dev.rote.runner.suite.DataSpec;
import dev.rote.runner.suite.LearningRate;
import dev.rote.runner.suite.Measuring;
import dev.rote.runner.suite.PaperFigure;
import dev.rote.runner.suite.StopRule;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.SuiteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilesTest {
  @TempDir private Path folder;

  @Test
  void aProfileSaysOnlyInWhatItDiffers() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("suite.yaml"),
            PaperReaderTest.published("{testAccuracy: 0.5, where: here}")
                + """
                stop: {until: error, maxEpochs: 50, timeout: 1m}
                measure: {forks: 7, time: 300ms}
                profiles:
                  small:
                    data: {train: 500}
                    learningRate: {initial: 0.05}
                    stop: {maxEpochs: 5}
                    seeds: [4, 5]
                  unmeasured: {measure: none}
                """);

    SuiteFile read = SuiteReader.readAll(file);
    Suite small = read.suite(Optional.of("small"));

    assertThat(read.suite(Optional.empty())).isEqualTo(SuiteReader.read(file));
    assertThat(read.profiles()).containsOnlyKeys("small", "unmeasured");
    assertThat(small.name()).isEqualTo("tiny-small");
    assertThat(small.data()).isEqualTo(new DataSpec(KnownSets.SHAPES, 500, 1000));
    assertThat(small.learningRate()).isEqualTo(new LearningRate(0.05, 1));
    assertThat(small.stop())
        .isEqualTo(new StopRule(StopRule.Until.ERROR, 5, Duration.ofMinutes(1)));
    assertThat(small.seeds()).containsExactly(4L, 5L);
    assertThat(small.measure()).isEqualTo(read.whole().measure());
    assertThat(small.paper("net", "a").flatMap(PaperFigure::unlike)).isEmpty();
    assertThat(
            small
                .withTrain(400)
                .besideThePublished(read.whole())
                .paper("net", "a")
                .flatMap(PaperFigure::unlike))
        .contains("400 of 2,000 training images, another learning rate");
    assertThat(read.suite(Optional.of("unmeasured")).measure()).isEqualTo(Measuring.NONE);
  }

  @Test
  void namesTheProfilesWhereThereIsNoSuchOne() throws IOException {
    Path none = Files.writeString(folder.resolve("none.yaml"), BadSuites.VALID);
    Path one =
        Files.writeString(
            folder.resolve("one.yaml"), BadSuites.VALID + "profiles: {small: {seeds: 2}}\n");

    assertThatThrownBy(() -> SuiteReader.readAll(none).suite(Optional.of("small")))
        .isInstanceOf(SuiteException.class)
        .hasMessage(
            none + ":1:1: there is no profile 'small', the suite has none: leave --profile out");
    assertThatThrownBy(() -> SuiteReader.readAll(one).suite(Optional.of("smal")))
        .isInstanceOf(SuiteException.class)
        .hasMessage(
            one + ":8:11: there is no profile 'smal', allowed are small; did you mean 'small'?");
  }
}
