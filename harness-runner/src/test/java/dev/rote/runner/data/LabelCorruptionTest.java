package dev.rote.runner.data;

import static dev.rote.runner.data.ExampleValues.labels;
import static dev.rote.runner.data.SampleRecipe.cifar10;
import static dev.rote.runner.data.SampleRecipe.shapes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.runner.data.set.SampleFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelCorruptionTest {

  @TempDir Path directory;

  @BeforeEach
  void writeCifar10() {
    SampleFiles.cifar10Directory(directory, 8, 12);
  }

  @Test
  void labelsAreTheTrueOnesWithoutCorruption() {
    PreparedData data = prepare(cifar10());
    assertThat(labels(data.train())).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2);
    assertThat(labels(data.test())).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 6 7 7 4 5 7 7 2 9 4 4 2 8 3 1 4 1 4 6 1",
    "0.5, 6 7 3 8 8 9 7 2 9 4 4 2 8 3 1 0 7 4 6 1",
    "1, 0 0 3 8 8 9 7 3 2 3 9 2 5 9 0 0 7 7 8 2",
  })
  void corruptedLabelsAreTheDocumentedOnes(double corruption, String expected) {
    PreparedData data = prepare(shapes().train(20).labelCorruption(corruption).seed(7));
    assertThat(labels(data.train()))
        .containsExactly(Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 1})
  void nineTenthsOfTheReplacedLabelsChange(double corruption) {
    int n = 5000;
    int[] truth = labels(prepare(shapes().train(n)).train());
    int[] corrupted = labels(prepare(shapes().train(n).labelCorruption(corruption)).train());
    long changed = IntStream.range(0, n).filter(i -> truth[i] != corrupted[i]).count();
    assertThat(changed / (double) n).isCloseTo(0.9 * corruption, within(0.02));
  }

  @Test
  void whatIsCorruptedAtALowLevelIsCorruptedInTheSameWayAtAHigherOne() {
    int[] truth = labels(prepare(shapes().train(500)).train());
    int[] low = labels(prepare(shapes().train(500).labelCorruption(0.3)).train());
    int[] high = labels(prepare(shapes().train(500).labelCorruption(0.6)).train());
    for (int i = 0; i < truth.length; i++) {
      assertThat(low[i]).isIn(truth[i], high[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 1})
  void symmetricNoiseChangesEveryLabelThatItReplacesAndTheSameImagesAsUniformNoise(
      double corruption) {
    int n = 5000;
    SampleRecipe recipe = shapes().train(n);
    int[] truth = labels(prepare(recipe).train());
    int[] uniform = labels(prepare(recipe.labelCorruption(corruption)).train());
    int[] symmetric =
        labels(
            prepare(recipe.labelCorruption(corruption).labelNoise(LabelNoise.SYMMETRIC)).train());
    int[] drawn = new int[10];
    int changed = 0;
    for (int i = 0; i < n; i++) {
      if (symmetric[i] != truth[i]) {
        changed++;
        drawn[symmetric[i]]++;
      } else {
        assertThat(uniform[i]).isEqualTo(truth[i]);
      }
    }
    assertThat(changed / (double) n).isCloseTo(corruption, within(0.02));
    for (int count : drawn) {
      assertThat(count / (double) changed).isCloseTo(0.1, within(0.03));
    }
  }

  @Test
  void testLabelsAreNeverCorrupted() {
    int[] truth = labels(prepare(shapes()).test());
    assertThat(labels(prepare(shapes().labelCorruption(1)).test())).isEqualTo(truth);
  }

  private PreparedData prepare(SampleRecipe recipe) {
    return recipe.prepare(directory);
  }
}
