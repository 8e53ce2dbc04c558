package dev.rote.runner.analysis.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Results;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CorruptionSweepTest {
  private final Cells cells =
      new Cells(
          "[{name: noise, labelCorruption: [0.0, 0.5, 1.0]}, {name: shuffled, inputCorruption: shuffled-pixels}]");

  @Test
  void pointsAreComparedWithTheOneThatHasTheFewestCorruptedLabels() {
    List<CorruptionSweep> sweeps =
        sweeps(
            cell("noise-1.0", Optional.of(600L), 900),
            cell("noise-0.0", Optional.of(200L), 130),
            cell("noise-0.5", Optional.of(300L), 500),
            cell("shuffled", Optional.of(250L), 300));

    assertThat(sweeps).hasSize(1);
    assertThat(sweeps.getFirst().points())
        .extracting(
            CorruptionSweep.Point::corruption,
            CorruptionSweep.Point::slowdown,
            CorruptionSweep.Point::testError)
        .containsExactly(
            tuple(0.0, OptionalDouble.of(1), OptionalDouble.of(0.13)),
            tuple(0.5, OptionalDouble.of(1.5), OptionalDouble.of(0.5)),
            tuple(1.0, OptionalDouble.of(3), OptionalDouble.of(0.9)));
  }

  @Test
  void whatDidNotGetToZeroHasATestErrorAndNoSlowdown() {
    List<CorruptionSweep> sweeps =
        sweeps(cell("noise-0.0", Optional.of(200L), 130), cell("noise-1.0", Optional.empty(), 900));

    CorruptionSweep.Point last = sweeps.getFirst().points().getLast();
    assertThat(last.slowdown()).isEmpty();
    assertThat(last.testError()).hasValue(0.9);
  }

  @Test
  void oneShareOfCorruptedLabelsIsNoSweep() {
    assertThat(sweeps(cell("noise-0.5", Optional.of(1L), 1), cell("shuffled", Optional.of(1L), 1)))
        .isEmpty();
  }

  private List<CorruptionSweep> sweeps(CellResult... results) {
    return CorruptionSweep.of(Results.run(List.of(results), List.of()), cells.experiments());
  }

  private CellResult cell(String name, Optional<Long> steps, int wrong) {
    return cells.cell(name, 1, "a", steps, wrong);
  }
}
