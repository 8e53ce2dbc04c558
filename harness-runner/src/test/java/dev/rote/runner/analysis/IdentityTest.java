package dev.rote.runner.analysis;

import static dev.rote.runner.result.Results.crashed;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.analysis.Identity.Mismatch;
import dev.rote.runner.result.CellResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
  private final CellResult first = reached("true-labels", "a", "cpu", hashes());

  @Test
  void cellsThatWereHandedTheSameMatch() {
    assertThat(Identity.mismatches(List.of(first, reached("true-labels", "b", "cpu", hashes()))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"images", "labels", "testImages", "testLabels", "parameters", "order"})
  void aCellThatWasHandedSomethingElseIsNamedWithWhatDiffers(String what) {
    CellResult odd = reached("true-labels", "b", "cpu", hashes(what, "other"));

    assertThat(Identity.mismatches(List.of(first, odd)))
        .containsExactly(new Mismatch(odd, List.of(what)));
  }

  @Test
  void theFrameworksOwnFinalParametersMayDiffer() {
    CellResult other = reached("true-labels", "b", "cpu", hashes("finalParameters", "other"));

    assertThat(Identity.mismatches(List.of(first, other))).isEmpty();
  }

  @Test
  void differentExperimentsAreNotCompared() {
    CellResult other = reached("random-labels", "a", "cpu", hashes("labels", "other"));

    assertThat(Identity.mismatches(List.of(first, other))).isEmpty();
  }

  @Test
  void aCellThatWasHandedNothingIsNotCompared() {
    CellResult crashed = crashed("true-labels", "b", "cpu");

    assertThat(Identity.mismatches(List.of(crashed, first))).isEmpty();
    assertThat(Identity.mismatches(List.of(first, crashed))).isEmpty();
  }
}
