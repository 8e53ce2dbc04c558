package dev.rote.runner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.result.Results;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.provenance.MachineState;
import dev.rote.runner.result.provenance.Session;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BusynessTest {
  @Test
  void aQuietMachineHasNothingToSay() {
    assertThat(Busyness.of(run(state(0, 0.3, 5), state(100, 2, 5.1), forks(2, 2)))).isEmpty();
  }

  @Test
  void theLoadBeforeARunIsThatOfOthersAndTheLoadAfterItIsItsOwn() {
    assertThat(Busyness.of(run(state(0, 1.5, 5), state(100, 0, 5), forks(2, 2))))
        .containsExactly("its load was 1.5 on 4 processors in the minute before");
  }

  @Test
  void timeThatTheHypervisorGaveToOthersIsCounted() {
    assertThat(Busyness.of(run(state(0, 0, 5), state(100, 0, 45), forks(2, 2))))
        .containsExactly("its hypervisor gave 10% of its time to others");
  }

  @Test
  void aForkThatHadLessOfTheProcessorsThanOthersOfItsRowWasKeptWaiting() {
    assertThat(Busyness.of(run(state(0, 0, 5), state(100, 0, 5), forks(2, 1.1))))
        .containsExactly("1 of 2 forks were kept waiting for a processor");
  }

  private static ThroughputResult forks(double... processorSeconds) {
    return Forks.of(
        "a",
        List.of(Forks.fork(0, 100, processorSeconds[0]), Forks.fork(1, 90, processorSeconds[1])));
  }

  private static MachineState state(long second, double load, double steal) {
    return new MachineState(
        Instant.ofEpochSecond(second),
        "Linux",
        "JDK",
        Optional.empty(),
        4,
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.of(load),
        OptionalDouble.of(steal),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  private static RunResult run(MachineState before, MachineState after, ThroughputResult forks) {
    return Results.withSessions(
        Results.run(List.of(), List.of(forks)),
        List.of(
            new Session(
                List.of("run"),
                before,
                Optional.of(after),
                Collections.emptySortedMap(),
                List.of(),
                List.of())));
  }
}
