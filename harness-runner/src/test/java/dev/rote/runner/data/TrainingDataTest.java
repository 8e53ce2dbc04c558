package dev.rote.runner.data;

import static dev.rote.runner.data.ExampleValues.all;
import static dev.rote.runner.data.ExampleValues.labels;
import static dev.rote.runner.data.SampleRecipe.cifar10;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rote.api.Examples;
import dev.rote.runner.data.set.SampleFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all training data keep, however they come into memory. */
class TrainingDataTest {
  @TempDir Path directory;

  enum Kind {
    RESIDENT,
    AUGMENTED,
    SEVERAL_WINDOWS,
    SEVERAL_FRESH_WINDOWS
  }

  @BeforeEach
  void writeCifar10() {
    SampleFiles.cifar10Directory(directory, 8, 12);
  }

  @ParameterizedTest
  @EnumSource
  void theSizesOfTheWindowsAreThoseOfTheirExamplesAndMakeUpTheSet(Kind kind) {
    TrainingData data = data(kind);
    for (int epoch = 0; epoch < 3; epoch++) {
      int count = 0;
      for (int index = 0; index < data.windows(); index++) {
        Window window = data.window(epoch, index);
        assertThat(window.index()).isEqualTo(index);
        assertThat(window.examples().count()).isPositive().isEqualTo(data.size(index));
        count += window.examples().count();
      }
      assertThat(count).isEqualTo(data.count()).isEqualTo(12);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theWindowsOfAnEpochHaveEveryExampleOnceInOrder(Kind kind) {
    int[] labels = labels(resident());
    TrainingData data = data(kind);
    for (int epoch = 0; epoch < 3; epoch++) {
      int ofEpoch = epoch;
      assertThat(
              IntStream.range(0, data.windows())
                  .flatMap(index -> IntStream.of(labels(data.window(ofEpoch, index).examples()))))
          .containsExactly(IntStream.of(labels).boxed().toArray(Integer[]::new));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUGMENTED")
  void whatIsNotAugmentedTrainsOnTheImagesThatEvaluationSees(Kind kind) {
    TrainingData data = data(kind);
    float[] images = new float[12 * 3 * 28 * 28];
    int done = 0;
    for (int index = 0; index < data.windows(); index++) {
      float[] window = all(data.window(1, index).examples());
      System.arraycopy(window, 0, images, done, window.length);
      done += window.length;
    }
    assertThat(images).isEqualTo(all(resident()));
  }

  @ParameterizedTest
  @EnumSource
  void windowsWithEqualIdsHaveEqualExamples(Kind kind) {
    TrainingData data = data(kind);
    Map<Long, float[]> images = new HashMap<>();
    Map<Long, int[]> labels = new HashMap<>();
    for (int epoch : new int[] {0, 1, 0, 2, 1}) {
      for (int index = 0; index < data.windows(); index++) {
        Window window = data.window(epoch, index);
        assertThat(all(window.examples()))
            .isEqualTo(images.computeIfAbsent(window.id(), id -> all(window.examples())));
        assertThat(labels(window.examples()))
            .isEqualTo(labels.computeIfAbsent(window.id(), id -> labels(window.examples())));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anIdIsThatOfOneWindowOnlyAndReturnsInEveryEpochUnlessEachHasItsOwn(Kind kind) {
    TrainingData data = data(kind);
    Set<Long> seen = new HashSet<>(ids(data, 0));
    assertThat(seen).hasSize(data.windows());
    for (int epoch = 1; epoch < 4; epoch++) {
      List<Long> ids = ids(data, epoch);
      assertThat(ids).doesNotHaveDuplicates();
      if (data.freshEveryEpoch()) {
        assertThat(seen).doesNotContainAnyElementsOf(ids);
        seen.addAll(ids);
      } else {
        assertThat(ids).isEqualTo(ids(data, 0));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWindowThatAnEpochDoesNotHaveIsRefused(Kind kind) {
    TrainingData data = data(kind);
    for (int index : new int[] {-1, data.windows()}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> data.window(0, index));
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> data.size(index));
    }
  }

  @Test
  void onlyAugmentedExamplesAreFreshEveryEpoch() {
    assertThat(data(Kind.RESIDENT).freshEveryEpoch()).isFalse();
    assertThat(data(Kind.AUGMENTED).freshEveryEpoch()).isTrue();
  }

  /** The window that was returned before has what the buffer has now. */
  @Test
  void augmentedWindowsShareTheirBuffer() {
    TrainingData data = data(Kind.AUGMENTED);
    Window first = data.window(0, 0);
    float[] before = all(first.examples());
    float[] second = all(data.window(1, 0).examples());
    assertThat(all(first.examples())).isEqualTo(second).isNotEqualTo(before);
  }

  @Test
  void aWindowHasExamplesAndAPlace() {
    Examples none = cifar10().test(0).prepare(directory).test();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Window(0, 0, none))
        .withMessage("a window has no examples, allowed is 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Window(0, -1, resident()))
        .withMessage("index is -1, allowed is 0 or more");
  }

  private static List<Long> ids(TrainingData data, int epoch) {
    List<Long> ids = new ArrayList<>();
    for (int index = 0; index < data.windows(); index++) {
      ids.add(data.window(epoch, index).id());
    }
    return ids;
  }

  private TrainingData data(Kind kind) {
    return switch (kind) {
      case RESIDENT -> cifar10().prepare(directory).training();
      case AUGMENTED ->
          cifar10().augmentation(Augmentation.NONE.withCrop(0)).prepare(directory).training();
      case SEVERAL_WINDOWS -> new SampleWindows(resident(), List.of(5, 4, 3), false);
      case SEVERAL_FRESH_WINDOWS -> new SampleWindows(resident(), List.of(5, 1, 6), true);
    };
  }

  private Examples resident() {
    return cifar10().prepare(directory).train();
  }
}
