package dev.rote.runner.result;

import static dev.rote.runner.result.Records.crashed;
import static dev.rote.runner.result.Records.hashes;
import static dev.rote.runner.result.Records.reached;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.result.Identity.Mismatch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
  private final CellRecord first = reached("true-labels", "a", "cpu", hashes());

  @Test
  void cellsThatWereHandedTheSameMatch() {
    assertThat(Identity.mismatches(List.of(first, reached("true-labels", "b", "cpu", hashes()))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"images", "labels", "testImages", "testLabels", "parameters", "order"})
  void aCellThatWasHandedSomethingElseIsNamedWithWhatDiffers(String what) {
    CellRecord odd = reached("true-labels", "b", "cpu", hashes(what, "other"));

    assertThat(Identity.mismatches(List.of(first, odd)))
        .containsExactly(new Mismatch(odd, List.of(what)));
  }

  @Test
  void theFrameworksOwnFinalParametersMayDiffer() {
    CellRecord other = reached("true-labels", "b", "cpu", hashes("finalParameters", "other"));

    assertThat(Identity.mismatches(List.of(first, other))).isEmpty();
  }

  @Test
  void differentExperimentsAreNotCompared() {
    CellRecord other = reached("random-labels", "a", "cpu", hashes("labels", "other"));

    assertThat(Identity.mismatches(List.of(first, other))).isEmpty();
  }

  @Test
  void aCellThatWasHandedNothingIsNotCompared() {
    CellRecord crashed = crashed("true-labels", "b", "cpu");

    assertThat(Identity.mismatches(List.of(crashed, first))).isEmpty();
    assertThat(Identity.mismatches(List.of(first, crashed))).isEmpty();
  }
}
