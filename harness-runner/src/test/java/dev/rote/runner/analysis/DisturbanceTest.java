package dev.rote.runner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.result.ForkResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisturbanceTest {
  @Test
  void manySwitchesAndPressureAloneDisturbNoFork() {
    assertThat(why(Forks.contended(0, 2, 0.6, 0.03), Forks.contended(1, 2, 0.6, 0)))
        .containsExactly(Optional.empty(), Optional.empty());
  }

  @Test
  void forksThatAreAllKeptWaitingAreSeenWithoutASoundOneBesideThem() {
    assertThat(why(Forks.contended(0, 1, 1, 0), Forks.contended(1, 1, 1, 0)))
        .containsOnly(
            Optional.of(
                "training: it had no processor in 50% of the time that its threads had work; "
                    + "inference: it had no processor in 50% of the time that its threads had work"));
  }

  @Test
  void timeThatTheHypervisorGaveToOthersDisturbs() {
    assertThat(Disturbance.of(Forks.of("a", List.of(Forks.contended(0, 2, 0, 0.25)))))
        .singleElement()
        .satisfies(fork ->
            assertThat(fork.training())
                .contains("the hypervisor gave 25% of a processor to others"));
  }

  @Test
  void anOlderForkIsHeldAgainstTheMedianOfItsRowsOthers() {
    List<Disturbance> forks =
        Disturbance.of(
            Forks.of(
                "a",
                List.of(Forks.fork(0, 100, 2), Forks.fork(1, 60, 1.2), Forks.fork(2, 100, 2))));

    assertThat(forks.get(0).why()).isEmpty();
    assertThat(forks.get(1).training())
        .contains("it had 60% of the processor time of the row's others");
    assertThat(forks.get(2).why()).isEmpty();
  }

  private static List<Optional<String>> why(ForkResult... forks) {
    return Disturbance.of(Forks.of("a", List.of(forks))).stream().map(Disturbance::why).toList();
  }
}
