package dev.rote.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.DeviceKind;
import dev.rote.runner.data.Augmentation;
import dev.rote.runner.fixture.FakePlugins;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.result.provenance.DataFile;
import dev.rote.runner.suite.Measuring;
import dev.rote.runner.suite.StopRule;
import dev.rote.runner.suite.Suite;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlannedUnitTest {
  private static final SortedMap<String, String> NONE = Collections.emptySortedMap();
  private static final Conditions CONDITIONS = new Conditions("1.0", "Java 25", 2, NONE, List.of());
  private static final SmallSuite SUITE =
      SmallSuite.DEFAULT.withAugmentation(Augmentation.NONE.withCrop(0).withFlip());

  @Test
  void theSamePlanHasTheSameHashes() {
    assertThat(hashes(SUITE, CONDITIONS)).isEqualTo(hashes(SUITE, CONDITIONS));
    assertThat(hashes(SUITE, CONDITIONS)).doesNotHaveDuplicates();
  }

  static Stream<SmallSuite> otherSuites() {
    return Stream.of(
        SUITE.withSeed(7),
        SUITE.withLearningRate(0.02),
        SUITE.withLabelCorruption(0.5),
        SUITE.withAugmentation(Augmentation.NONE.withCrop(0)),
        SUITE.withAugmentation(Augmentation.NONE.withCrop(1).withFlip()),
        SUITE.withAugmentation(Augmentation.NONE.withCrop(0).withFlip().withRotation(10)),
        SUITE.withStop(StopRule.Until.ALL, 3, Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @MethodSource("otherSuites")
  void whatDecidesAResultChangesTheHash(SmallSuite other) {
    assertThat(hashes(other, CONDITIONS).get(2)).isNotEqualTo(hashes(SUITE, CONDITIONS).get(2));
  }

  @Test
  void whatWasPublishedChangesNoHash() {
    Suite plain = Suites.with("128", "[{name: a}, {name: b, labelCorruption: 1.0}]", "[1]");
    Suite published =
        Suites.with(
            "128",
            "[{name: a, paper: {model: wide, trainAccuracy: 1, testAccuracy: 0.5, of: final, where: here}}, "
                + "{name: b, labelCorruption: 1.0, paper: {testAccuracy: 0.1, where: there}}]",
            "[1]");

    assertThat(published).isNotEqualTo(plain);
    assertThat(hashes(Expansion.of(published), published.measure(), CONDITIONS))
        .isEqualTo(hashes(Expansion.of(plain), plain.measure(), CONDITIONS));
  }

  static Stream<Conditions> otherConditions() {
    return Stream.of(
        new Conditions("1.1", "Java 25", 2, NONE, List.of()),
        new Conditions("1.0", "Java 26", 2, NONE, List.of()),
        new Conditions("1.0", "Java 25", 1, NONE, List.of()),
        new Conditions("1.0", "Java 25", 2, NONE, List.of(new DataFile("a.bin", 1, "ab"))),
        new Conditions(
            "1.0", "Java 25", 2, new TreeMap<>(Map.of("MKL_CBWR", "COMPATIBLE")), List.of()));
  }

  @ParameterizedTest
  @MethodSource("otherConditions")
  void otherConditionsChangeEveryHash(Conditions other) {
    assertThat(hashes(SUITE, other)).doesNotContainAnyElementsOf(hashes(SUITE, CONDITIONS));
  }

  @Test
  void filesAreNamedReadablyAndWithinEveryFileSystemsLimit() {
    List<String> names = units(SUITE, CONDITIONS).stream().map(PlannedUnit::fileStem).toList();

    assertThat(names)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).matches("[A-Za-z0-9._-]{20,140}"));
    assertThat(names.get(2)).startsWith("cell-model-labels-seed-1-on-a-cpu-");
  }

  private static List<String> hashes(SmallSuite suite, Conditions conditions) {
    return units(suite, conditions).stream().map(PlannedUnit::hash).toList();
  }

  private static List<PlannedUnit> units(SmallSuite suite, Conditions conditions) {
    return units(List.of(suite.experiment()), suite.suite().measure(), conditions);
  }

  private static List<String> hashes(
      List<Experiment> experiments, Measuring measuring, Conditions conditions) {
    return units(experiments, measuring, conditions).stream().map(PlannedUnit::hash).toList();
  }

  private static List<PlannedUnit> units(
      List<Experiment> experiments, Measuring measuring, Conditions conditions) {
    RunPlan plan =
        RunPlan.of(
            experiments,
            measuring,
            List.of(FakePlugins.target("a", DeviceKind.CPU)),
            Optional.of(FakePlugins.oracle("reference")),
            2,
            2);
    return PlannedUnit.of(plan, conditions);
  }
}
