package dev.rote.runner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.DeviceKind;
import dev.rote.runner.fixture.FakePlugins;
import dev.rote.runner.plan.Expansion;
import dev.rote.runner.plan.RunPlan;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.yaml.SuiteReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A fork that was kept from the processors is measured again, within a bound. */
class UndisturbedTest {
  private static final Suite SUITE =
      SuiteReader.readResolved(
          """
          name: small
          data: {set: shapes, train: 640, test: 100}
          models: [{name: mlp, layers: [flatten, {dense: 10}]}]
          optimizer: {type: sgd, momentum: 0.9}
          learningRate: {initial: 0.01}
          batchSize: 128
          experiments: [{name: true-labels}]
          measure: {batchSizes: [128], forks: 4}
          """,
          "small.yaml");

  private final RunPlan plan =
      RunPlan.of(
          Expansion.of(SUITE),
          SUITE.measure(),
          List.of(
              FakePlugins.target("a", DeviceKind.CPU).in(Target.Part.SPEED),
              FakePlugins.target("b", DeviceKind.CPU).in(Target.Part.SPEED)),
          Optional.empty(),
          2,
          0);
  private final Findings findings = new Findings(plan);

  @Test
  void nothingIsMeasuredAgainWhereNothingWasDisturbed() {
    plan.units(Unit.Fork.class).forEach(this::quiet);

    assertThat(again()).isEmpty();
  }

  @Test
  void oneDisturbedForkIsMeasuredAgainWithItsNeighboursAfterAllOthers() {
    List<Unit.Fork> forks = plan.units(Unit.Fork.class);
    disturbed(forks.getFirst());
    assertThat(again()).as("as long as others are missing").isEmpty();
    forks.stream().skip(1).forEach(this::quiet);

    assertThat(again()).extracting(unit -> unit.fork().round()).containsExactly(4, 4);
    again().forEach(unit -> findings.add(unit, fork(unit.fork().round(), false)));
    assertThat(again()).isEmpty();
  }

  @Test
  void aMachineThatIsAlwaysBusyComesToAnEnd() {
    plan.units(Unit.Fork.class).forEach(this::disturbed);
    int rounds = 0;
    while (!again().isEmpty()) {
      again().forEach(unit -> findings.add(unit, fork(unit.fork().round(), true)));
      rounds++;
    }

    assertThat(rounds).isEqualTo(2);
  }

  @Test
  void whatIsMadeUpForIsSetAsideAndKept() {
    List<ForkResult> forks = forks(true, false, false, false, false);

    List<ForkResult> settled = Undisturbed.settingAside(forks, 4);

    assertThat(settled)
        .extracting(ForkResult::counts)
        .containsExactly(false, true, true, true, true);
    assertThat(settled.getFirst().setAside().orElseThrow())
        .contains("it had no processor in 50% of the time that its threads had work");
    assertThat(settled.getFirst().samples()).isEqualTo(forks.getFirst().samples());
  }

  @Test
  void whereThereAreTooFewUndisturbedForksAllCount() {
    List<ForkResult> forks = forks(true, true, false, false, false);

    assertThat(Undisturbed.settingAside(forks, 4)).isEqualTo(forks);
  }

  private List<Unit.Again> again() {
    return findings.missing().stream()
        .filter(Unit.Again.class::isInstance)
        .map(Unit.Again.class::cast)
        .toList();
  }

  private void quiet(Unit.Fork unit) {
    findings.add(unit, fork(unit.round(), false));
  }

  private void disturbed(Unit.Fork unit) {
    findings.add(unit, fork(unit.round(), true));
  }

  private static List<ForkResult> forks(Boolean... disturbed) {
    return IntStream.range(0, disturbed.length)
        .mapToObj(round -> fork(round, disturbed[round]))
        .toList();
  }

  private static ForkResult fork(int round, boolean disturbed) {
    return Forks.contended(round, 2, disturbed ? 2 : 0.2, 0);
  }
}
