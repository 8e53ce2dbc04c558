package dev.rote.runner.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.fixture.FakePlugins;
import dev.rote.runner.fixture.FakeProcesses;
import dev.rote.runner.fixture.FakeProcesses.Misbehaviour;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plugin.Discovery;
import dev.rote.runner.wire.Probe;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final Discovery DISCOVERY =
      new Discovery(List.of(FakePlugins.plugin("fake")), List.of());

  /** Such as for lack of memory. */
  @Test
  void whereNoProcessGivesAnAnswerTheMachineIsInTheWayAndNotTheUser() {
    FakeProcesses processes = new FakeProcesses().on(job -> true, Misbehaviour.DOES_NOT_START);

    assertThatThrownBy(() -> Targets.choose(processes, DISCOVERY, Set.of("fake"), Set.of()))
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith(
            "there is no device to run on: fake cpu is left out: its probe could not be started: no more processes; fake onednn");
  }

  @Test
  void aNamedBackendOfWhichNoDeviceIsThereTakesPartAndIsReported() {
    Discovery both =
        new Discovery(List.of(FakePlugins.plugin("a"), FakePlugins.plugin("b")), List.of());
    FakeProcesses processes =
        new FakeProcesses()
            .on(
                job -> job instanceof Probe probe && probe.backend().id().equals("b"),
                Misbehaviour.DOES_NOT_START);

    Targets named = Targets.choose(processes, both, Set.of("a", "b"), Set.of());
    Targets all = Targets.choose(processes, both, Set.of(), Set.of());

    assertThat(named.targets())
        .extracting(Target::toString)
        .containsExactly("a cpu", "a onednn", "b cpu");
    assertThat(all.targets()).extracting(Target::toString).containsExactly("a cpu", "a onednn");
  }

  @Test
  void aDeviceWithoutCodeForItIsAMistakeOfTheUser() {
    assertThatThrownBy(() ->
            Targets.choose(
                new FakeProcesses(), DISCOVERY, Set.of(), Set.of(Device.first(DeviceKind.CUDA))))
        .isInstanceOf(UsageException.class)
        .hasMessage("there is no device to run on: none of the backends has code for cuda");
  }
}
