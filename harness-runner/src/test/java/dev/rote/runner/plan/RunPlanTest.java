package dev.rote.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.DeviceKind;
import dev.rote.runner.fixture.FakePlugins;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.suite.Measuring;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunPlanTest {
  private static final List<Target> TARGETS =
      List.of(
          FakePlugins.target("tensorflow", DeviceKind.CPU),
          FakePlugins.target("tensorflow", DeviceKind.ONEDNN),
          FakePlugins.target("djl-pytorch", DeviceKind.CPU));
  private static final Optional<Plugin> ORACLE = Optional.of(FakePlugins.oracle("reference"));
  private static final List<Experiment> EXPERIMENTS =
      Expansion.of(Suites.with("128", "[{name: true-labels}, {name: random-labels}]", "[1]"));

  @Test
  void seesWhatExecutesThenTrainsReferencesThenCellsThenMeasures() {
    List<Unit> units = plan(measuring(1, 128)).units();

    assertThat(units.stream().map(Unit::kind).distinct())
        .containsExactly("attestation", "reference", "cell", "confirmation", "peak", "fork");
    assertThat(units).extracting(Unit::label).doesNotHaveDuplicates();
  }

  @Test
  void givesEveryBackendAndDeviceAnExperimentBeforeTheNextOne() {
    assertThat(plan(Measuring.NONE).units(Unit.Converge.class))
        .extracting(Unit::label)
        .startsWith(
            "wide/true-labels/seed-1 on tensorflow cpu",
            "wide/true-labels/seed-1 on tensorflow onednn",
            "wide/true-labels/seed-1 on djl-pytorch cpu",
            "wide/random-labels/seed-1 on tensorflow cpu")
        .hasSize(4 * 3)
        .doesNotHaveDuplicates();
  }

  @Test
  void seesWhatAModelExecutesOnceOnEveryTarget() {
    assertThat(plan(Measuring.NONE).units(Unit.Attest.class))
        .extracting(Unit::label)
        .containsExactly(
            "wide on tensorflow cpu",
            "wide on tensorflow onednn",
            "wide on djl-pytorch cpu",
            "narrow on tensorflow cpu",
            "narrow on tensorflow onednn",
            "narrow on djl-pytorch cpu");
  }

  @Test
  void aRoundIsOneForkOfEveryTargetBeforeTheNextRound() {
    List<Unit.Fork> forks = plan(measuring(3, 64, 128)).units(Unit.Fork.class);

    assertThat(forks).hasSize(3 * 2 * 2 * 3).extracting(Unit::label).doesNotHaveDuplicates();
    assertThat(forks).extracting(Unit.Fork::round).isSorted();
    for (int first = 0; first < forks.size(); first += 3) {
      List<Unit.Fork> round = forks.subList(first, first + 3);
      assertThat(round).extracting(Unit.Fork::place).containsExactly(0, 1, 2);
      assertThat(round)
          .extracting(fork -> fork.cell().target().toString())
          .containsExactlyInAnyOrder("tensorflow cpu", "tensorflow onednn", "djl-pytorch cpu");
      assertThat(round)
          .extracting(fork -> fork.cell().model().name() + fork.cell().batchSize())
          .containsOnly(
              round.getFirst().cell().model().name() + round.getFirst().cell().batchSize());
    }
  }

  @Test
  void aTargetOfWhichOnlyTheSpeedIsWantedTakesPartInTheRoundsAlone() {
    List<Target> targets = List.of(TARGETS.getFirst().in(Target.Part.SPEED), TARGETS.getLast());
    RunPlan both = RunPlan.of(EXPERIMENTS, measuring(2, 64), targets, ORACLE, 2, 1);
    RunPlan none = RunPlan.of(EXPERIMENTS, measuring(2, 64), targets.subList(0, 1), ORACLE, 2, 1);

    assertThat(both.units(Unit.Converge.class))
        .extracting(unit -> unit.cell().target())
        .containsOnly(TARGETS.getLast());
    assertThat(both.units(Unit.Fork.class))
        .extracting(unit -> unit.cell().target())
        .containsAll(targets);
    assertThat(both.targets()).containsExactly(TARGETS.getLast(), targets.getFirst());
    assertThat(none.units().stream().map(Unit::kind).distinct()).containsExactly("peak", "fork");
  }

  /**
   * With a fixed order a machine that slows down within a round would always hurt the same ones.
   */
  @Test
  void theOrderWithinRoundsIsDrawnAndTheSameInEveryPlan() {
    List<Unit.Fork> forks = plan(measuring(20, 128)).units(Unit.Fork.class);

    assertThat(forks)
        .filteredOn(fork -> fork.place() == 0)
        .extracting(fork -> fork.cell().target().toString())
        .contains("tensorflow cpu", "tensorflow onednn", "djl-pytorch cpu");
    assertThat(plan(measuring(20, 128)).units(Unit.Fork.class))
        .extracting(Unit::label)
        .isEqualTo(forks.stream().map(Unit::label).toList());
  }

  @Test
  void measuresAModelOnceWithItsFirstExperiment() {
    assertThat(plan(measuring(3, 128)).throughputCells())
        .extracting(cell -> cell.representative().id())
        .containsOnly("wide/true-labels/seed-1", "narrow/true-labels/seed-1")
        .hasSize(6);
  }

  @Test
  void measuresNothingWithoutForks() {
    assertThat(plan(Measuring.NONE).units(Unit.Fork.class)).isEmpty();
    assertThat(plan(Measuring.NONE).units(Unit.Peak.class)).isEmpty();
  }

  @Test
  void theReferenceIsTheOracleWhereThereIsOne() {
    assertThat(plan(Measuring.NONE).units(Unit.Reference.class))
        .hasSize(4)
        .allSatisfy(reference -> {
          assertThat(reference.by()).isEqualTo("reference");
          assertThat(reference.oracle()).isTrue();
          assertThat(reference.steps()).isEqualTo(20);
        });
    assertThat(
            RunPlan.of(EXPERIMENTS, Measuring.NONE, TARGETS, Optional.empty(), 1, 0)
                .units(Unit.Reference.class))
        .allSatisfy(reference -> assertThat(reference.by()).isEqualTo("tensorflow cpu"));
  }

  @Test
  void parityAloneTrainsReferencesAndAsManyStepsOfEveryCell() {
    RunPlan plan = RunPlan.ofParity(EXPERIMENTS, TARGETS, ORACLE);

    assertThat(plan.units()).hasSize(4 + 2 * 4 * 3);
    assertThat(plan.units(Unit.FirstSteps.class))
        .allSatisfy(unit -> assertThat(unit.steps()).isEqualTo(20));
  }

  @Test
  void twinsComeLastTheFirstOfEveryCellOfAnExperimentBeforeTheSecond() {
    RunPlan plan = RunPlan.of(EXPERIMENTS, measuring(1, 10), TARGETS, ORACLE, 1, 2);

    assertThat(plan.units(Unit.Twin.class))
        .hasSize(4 * 2 * TARGETS.size())
        .startsWith(
            TARGETS.stream()
                .map(target -> new Unit.Twin(new Cell(EXPERIMENTS.getFirst(), target), 1))
                .toArray(Unit.Twin[]::new));
    assertThat(
            plan.units().subList(plan.units().size() - 4 * 2 * TARGETS.size(), plan.units().size()))
        .allSatisfy(unit -> assertThat(unit).isInstanceOf(Unit.Twin.class));
    assertThat(plan.units().stream().map(unit -> unit.kind() + unit.label()))
        .doesNotHaveDuplicates();
  }

  private static RunPlan plan(Measuring measuring) {
    return RunPlan.of(EXPERIMENTS, measuring, TARGETS, ORACLE, 1, 0);
  }

  private static Measuring measuring(int forks, Integer... batchSizes) {
    Duration second = Duration.ofSeconds(1);
    return new Measuring(List.of(batchSizes), forks, 1, second, 1, second);
  }
}
