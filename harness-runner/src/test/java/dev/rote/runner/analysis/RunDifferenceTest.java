package dev.rote.runner.analysis;

import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.analysis.comparison.Compared;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Results;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.provenance.Machine;
import dev.rote.runner.result.provenance.MachineState;
import dev.rote.runner.suite.yaml.SuiteReader;
import dev.rote.runner.suite.yaml.SuiteWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunDifferenceTest {
  private static final String SUITE = Compared.SUITE;

  private final CellResult cell = reached("true-labels", "a", "cpu", hashes());
  private final RunResult run = run(SUITE, cell, 2, Optional.of("A CPU"));

  @Test
  void theSameOfTheSameIsComparable() {
    RunDifference difference = RunDifference.between(run, run);

    assertThat(difference.speed()).isEmpty();
    assertThat(difference.experiments()).isEmpty();
  }

  @Test
  void anotherMachineOrOtherSettingsMakeSpeedsIncomparableAndNothingElse() {
    RunDifference difference =
        RunDifference.between(run, run(SUITE, cell, 4, Optional.of("B CPU")));

    assertThat(difference.speed())
        .containsExactly(
            "another processor (A CPU, and B CPU)", "another number of threads (2, and 4)");
    assertThat(difference.experiments()).isEmpty();
  }

  @Test
  void anotherWayOfMeasuringMakesSpeedsIncomparable() {
    assertThat(
            RunDifference.between(
                    run, run(SUITE.replace("forks: 3", "forks: 5"), cell, 2, Optional.of("A CPU")))
                .speed())
        .singleElement()
        .asString()
        .startsWith("another way of measuring (");
  }

  @Test
  void anExperimentThatIsDefinedOtherwiseIsAnotherOneUnderTheSameName() {
    assertThat(
            RunDifference.between(
                    run,
                    run(
                        SUITE.replace("initial: 0.01", "initial: 0.02"),
                        cell,
                        2,
                        Optional.of("A CPU")))
                .experiments())
        .containsExactly(Map.entry("mlp/true-labels/seed-1", "the suites define it otherwise"));
  }

  @Test
  void soIsOneThatWasHandedSomethingElse() {
    CellResult other = reached("true-labels", "a", "cpu", hashes("labels", "others"));

    assertThat(RunDifference.between(run, run(SUITE, other, 2, Optional.of("A CPU"))).experiments())
        .containsExactly(Map.entry("mlp/true-labels/seed-1", "other labels"));
  }

  @Test
  void aSuiteThatCannotBeReadMakesNothingComparable() {
    RunResult unread = Results.run(List.of(cell), List.of());

    assertThat(RunDifference.between(run, unread).experiments())
        .containsKey("mlp/true-labels/seed-1");
  }

  private static RunResult run(
      String suite, CellResult cell, int threads, Optional<String> processor) {
    RunResult run = Results.run(List.of(cell), List.of());
    MachineState state = run.machine().before();
    MachineState before =
        new MachineState(
            state.time(),
            state.os(),
            state.jdk(),
            processor,
            state.cores(),
            state.allowedProcessors(),
            state.processorQuota(),
            state.loadAverage(),
            state.stealSeconds(),
            state.memoryTotalBytes(),
            state.memoryAvailableBytes());
    return Results.with(
        run,
        new RunResult.Settings(threads),
        SuiteWriter.tree(SuiteReader.readResolved(suite, "small.yaml")),
        new Machine(before, run.machine().after(), run.machine().peakFlops()));
  }
}
