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
import dev.rote.runner.plugin.Plugin;
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
  void aNameIsAPartOfTheIdAndNoneMeansTheOneWithout() {
    Discovery both =
        new Discovery(List.of(FakePlugins.plugin("a"), FakePlugins.plugin("a@old")), List.of());
    Set<Device> cpu = Set.of(Device.first(DeviceKind.CPU));

    assertThat(Targets.choose(new FakeProcesses(), both, Set.of(), cpu).targets())
        .extracting(Target::toString)
        .containsExactly("a cpu", "a@old cpu");
    assertThat(Targets.choose(new FakeProcesses(), both, Set.of("a"), cpu).targets())
        .extracting(Target::toString)
        .containsExactly("a cpu");
    assertThat(Targets.choose(new FakeProcesses(), both, Set.of("a@old"), cpu).targets())
        .extracting(Target::toString)
        .containsExactly("a@old cpu");
  }

  @Test
  void theOracleWithoutANameIsTheReference() {
    Plugin old = FakePlugins.oracle("oracle@old");
    Plugin plain = FakePlugins.oracle("oracle");
    Plugin fake = FakePlugins.plugin("fake");
    Set<Device> cpu = Set.of(Device.first(DeviceKind.CPU));

    Targets both =
        Targets.choose(
            new FakeProcesses(),
            new Discovery(List.of(old, fake, plain), List.of()),
            Set.of(),
            cpu);
    Targets only =
        Targets.choose(
            new FakeProcesses(), new Discovery(List.of(old, fake), List.of()), Set.of(), cpu);

    assertThat(both.plugins()).containsExactly(fake);
    assertThat(both.oracle()).contains(plain);
    assertThat(only.plugins()).containsExactly(fake);
    assertThat(only.oracle()).contains(old);
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
