package dev.rote.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.SuiteException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
  private static final Suite SUITE = Suites.parse(Suites.VALID);

  @Test
  void changesNothingUnlessAsked() {
    List<Experiment> experiments = Expansion.of(SUITE);

    assertThat(Overrides.NONE.apply(SUITE)).isEqualTo(SUITE);
    assertThat(Overrides.NONE.select(experiments)).isEqualTo(experiments);
  }

  @Test
  void replacesTheNumberOfTrainingImages() {
    Suite changed = train(200).apply(SUITE);

    assertThat(changed.data().train()).isEqualTo(200);
    assertThat(changed.data().test()).isEqualTo(100);
    assertThat(changed.withTrain(500)).isEqualTo(SUITE);
  }

  @Test
  void replacesTheSeeds() {
    assertThat(Expansion.of(seed(42).apply(SUITE))).extracting(Experiment::seed).containsOnly(42L);
  }

  @Test
  void refusesFewerTrainingImagesThanABatchTakes() {
    assertThatThrownBy(() -> train(100).apply(SUITE))
        .isInstanceOf(SuiteException.class)
        .hasMessage(
            "--train 100 does not suit the suite tiny: batchSize has the batch size 128, allowed is a whole number from 1 to 100, the number of training images");
  }

  @Test
  void refusesMoreTrainingImagesThanThereAre() {
    assertThatThrownBy(() -> train(200_001).apply(SUITE))
        .isInstanceOf(SuiteException.class)
        .hasMessage(
            "--train 200001 does not suit the suite tiny: train is 200001, allowed is a whole number from 1 to 200000");
  }

  @Test
  void refusesTwinsOfAModelThatBeginsAtZero() {
    Suite zeros =
        Suites.parse(
            Suites.VALID.replace("name: narrow,", "name: narrow, initializer: {scheme: zeros},"));

    assertThatThrownBy(() -> twins(2).apply(zeros))
        .isInstanceOf(SuiteException.class)
        .hasMessage(
            "--twins 2 does not suit the suite tiny: the weights of the model narrow begin at 0, and those of its twins would as well");
    assertThat(twins(0).apply(zeros)).isEqualTo(zeros);
  }

  @Test
  void refusesANegativeSeed() {
    assertThatThrownBy(() -> seed(-1).apply(SUITE))
        .isInstanceOf(SuiteException.class)
        .hasMessage("--seed is -1, allowed is 0 or more");
  }

  @ParameterizedTest
  @CsvSource({
    "true-labels, 2",
    "random-labels-1.0, 2",
    "random-*, 4",
    "random-labels-?.?, 4",
    "*, 6",
    "wide/*, 3",
    "wide/true-labels/seed-1, 1",
    "*/seed-1, 6",
    "*1*0*, 2"
  })
  void selectsExperimentsByNameOrId(String glob, int count) {
    assertThat(experiment(glob).select(Expansion.of(SUITE))).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource({"random", "True-labels", "random-labels-0?5x", "[a-z]*", "random.*", "'\\Q*\\E'"})
  void listsTheNamesWhereNothingMatches(String glob) {
    assertThatThrownBy(() -> experiment(glob).select(Expansion.of(SUITE)))
        .isInstanceOf(SuiteException.class)
        .hasMessage(
            "--experiment '%s' matches no experiment, allowed are true-labels, random-labels-0.5, random-labels-1.0, their ids, and patterns with * and ?"
                .formatted(glob));
  }

  private static Overrides train(int train) {
    return new Overrides(
        Optional.empty(),
        OptionalInt.of(train),
        OptionalLong.empty(),
        OptionalInt.empty(),
        Optional.empty());
  }

  private static Overrides seed(long seed) {
    return new Overrides(
        Optional.empty(),
        OptionalInt.empty(),
        OptionalLong.of(seed),
        OptionalInt.empty(),
        Optional.empty());
  }

  private static Overrides twins(int twins) {
    return new Overrides(
        Optional.empty(),
        OptionalInt.empty(),
        OptionalLong.empty(),
        OptionalInt.of(twins),
        Optional.empty());
  }

  private static Overrides experiment(String glob) {
    return new Overrides(
        Optional.empty(),
        OptionalInt.empty(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        Optional.of(glob));
  }
}
