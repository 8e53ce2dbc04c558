package dev.rote.runner.analysis;

import static dev.rote.runner.result.Results.crashed;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.run;
import static dev.rote.runner.result.Results.twins;
import static dev.rote.runner.result.Results.withTwins;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.analysis.Identity.Mismatch;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.TwinResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
  private final CellResult first = reached("true-labels", "a", "cpu", hashes());

  @Test
  void cellsThatWereHandedTheSameMatch() {
    assertThat(mismatches(List.of(first, reached("true-labels", "b", "cpu", hashes())))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"images", "labels", "testImages", "testLabels", "parameters", "order"})
  void aCellThatWasHandedSomethingElseIsNamedWithWhatDiffers(String what) {
    CellResult odd = reached("true-labels", "b", "cpu", hashes(what, "other"));

    assertThat(mismatches(List.of(first, odd)))
        .containsExactly(new Mismatch(odd.key().toString(), List.of(what)));
  }

  @Test
  void theFrameworksOwnFinalParametersMayDiffer() {
    CellResult other = reached("true-labels", "b", "cpu", hashes("finalParameters", "other"));

    assertThat(mismatches(List.of(first, other))).isEmpty();
  }

  @Test
  void differentExperimentsAreNotCompared() {
    CellResult other = reached("random-labels", "a", "cpu", hashes("labels", "other"));

    assertThat(mismatches(List.of(first, other))).isEmpty();
  }

  @Test
  void aCellThatWasHandedNothingIsNotCompared() {
    CellResult crashed = crashed("true-labels", "b", "cpu");

    assertThat(mismatches(List.of(crashed, first))).isEmpty();
    assertThat(mismatches(List.of(first, crashed))).isEmpty();
  }

  @Test
  void twinsWereHandedTheSameButForTheirInitialParameters() {
    CellResult other = reached("true-labels", "b", "cpu", hashes());

    assertThat(
            Identity.mismatches(
                withTwins(
                    run(List.of(first, other), List.of()),
                    Stream.of(first, other).flatMap(cell -> twins(cell, 2, 3).stream()).toList())))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"images", "labels", "testImages", "testLabels", "order"})
  void aTwinThatWasHandedSomethingElseIsNamedWithWhatDiffers(String what) {
    TwinResult odd = new TwinResult(1, reached("true-labels", "a", "cpu", hashes(what, "other")));

    assertThat(Identity.mismatches(withTwins(run(List.of(first), List.of()), List.of(odd))))
        .containsExactly(
            new Mismatch(first.key() + ", twin 1", List.of(what, "parameters than a twin's")));
  }

  @Test
  void theSameTwinsOfTwoRowsStartFromTheSameParameters() {
    CellResult other = reached("true-labels", "b", "cpu", hashes());
    TwinResult one =
        new TwinResult(1, reached("true-labels", "a", "cpu", hashes("parameters", "one")));
    TwinResult two =
        new TwinResult(1, reached("true-labels", "b", "cpu", hashes("parameters", "two")));

    assertThat(
            Identity.mismatches(
                withTwins(run(List.of(first, other), List.of()), List.of(one, two))))
        .containsExactly(new Mismatch(other.key() + ", twin 1", List.of("parameters")));
  }

  private static List<Mismatch> mismatches(List<CellResult> cells) {
    return Identity.mismatches(run(cells, List.of()));
  }
}
