package dev.rote.runner.analysis.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Results;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlowdownTest {
  private final Cells cells =
      new Cells(
          "[{name: truth}, {name: random, labelCorruption: 1.0}, "
              + "{name: other, labelCorruption: 0.5, labelNoise: symmetric}, "
              + "{name: shuffled, inputCorruption: shuffled-pixels}, "
              + "{name: decayed, labelCorruption: 1.0, regularizers: {weightDecay: 0.1}}]");

  @Test
  void isTheMeanRatioSeedBySeed() {
    List<Slowdown> rows =
        of(
            cells.cell("truth", 1, "a", Optional.of(100L), 0),
            cells.cell("truth", 2, "a", Optional.of(200L), 0),
            cells.cell("random", 1, "a", Optional.of(200L), 0),
            cells.cell("random", 2, "a", Optional.of(1600L), 0));

    assertThat(rows).hasSize(1);
    // 2 and 8 times as long.
    assertThat(rows.getFirst().steps().orElseThrow().value()).isCloseTo(4, within(1e-12));
    assertThat(rows.getFirst().seeds()).isEqualTo(2);
    assertThat(rows.getFirst().reached()).isEqualTo(2);
    assertThat(rows.getFirst().corrupted().key().name()).isEqualTo("random");
  }

  @Test
  void comparesWhatDiffersInNothingButTheCorruption() {
    List<Slowdown> rows =
        of(
            cells.cell("truth", 1, "a", Optional.of(100L), 0),
            cells.cell("random", 1, "b", Optional.of(300L), 0),
            cells.cell("other", 1, "a", Optional.of(200L), 0),
            cells.cell("shuffled", 1, "a", Optional.of(150L), 0),
            cells.cell("decayed", 1, "a", Optional.of(900L), 0));

    assertThat(rows)
        .extracting(row -> row.corrupted().key().name())
        .containsExactly("other", "shuffled");
    assertThat(rows.getLast().steps().orElseThrow().value()).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void seedsThatDidNotGetToZeroAreCountedAndLeftOut() {
    List<Slowdown> rows =
        of(
            cells.cell("truth", 1, "a", Optional.of(100L), 0),
            cells.cell("truth", 2, "a", Optional.of(100L), 0),
            cells.cell("random", 1, "a", Optional.empty(), 0),
            cells.cell("random", 2, "a", Optional.of(300L), 0));

    assertThat(rows.getFirst().seeds()).isEqualTo(2);
    assertThat(rows.getFirst().reached()).isEqualTo(1);
    assertThat(rows.getFirst().steps().orElseThrow().value()).isCloseTo(3, within(1e-12));
  }

  private List<Slowdown> of(CellResult... results) {
    return Slowdown.of(Results.run(List.of(results), List.of()), cells.experiments());
  }
}
