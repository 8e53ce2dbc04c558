package dev.rote.runner.analysis.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.runner.analysis.statistics.Equivalence;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverSeedsTest {
  private static final String TEST_ACCURACY = "test accuracy";

  private final Cells cells = new Cells("[{name: truth}]");

  @Test
  void meansAndIntervalsAreOverSeeds() {
    List<OverSeeds> rows = of(row("a", 100, 120, 140));

    assertThat(rows).hasSize(1);
    OverSeeds.Summary summary = summary(rows.getFirst(), TEST_ACCURACY);
    assertThat(summary.mean().orElseThrow().value()).isCloseTo(0.88, within(1e-12));
    // stats.t.ppf(0.975, 2) of SciPy is 4.302652729911275; the deviation is 0.02.
    assertThat(summary.mean().orElseThrow().interval().orElseThrow().high())
        .isCloseTo(0.88 + 4.302652729911275 * 0.02 / Math.sqrt(3), within(1e-9));
    assertThat(summary.beside()).isEmpty();
  }

  @Test
  void rowsAreComparedSeedBySeedWithTheFirst() {
    List<OverSeeds> rows =
        of(row("a", 100, 200, 300), row("b", 101, 201, 299), row("c", 160, 260, 360));

    assertThat(verdict(rows.get(1))).isEqualTo(Equivalence.Verdict.EQUIVALENT);
    assertThat(verdict(rows.get(2))).isEqualTo(Equivalence.Verdict.DIFFERENT);
  }

  @Test
  void seedsThatScatterShowNothing() {
    List<OverSeeds> rows = of(row("a", 100, 200, 300), row("b", 130, 180, 310));

    assertThat(verdict(rows.get(1))).isEqualTo(Equivalence.Verdict.OPEN);
  }

  @Test
  void oneSeedIsNoRow() {
    assertThat(of(row("a", 100))).isEmpty();
  }

  private static Equivalence.Verdict verdict(OverSeeds row) {
    return summary(row, TEST_ACCURACY).beside().orElseThrow().verdict();
  }

  private static OverSeeds.Summary summary(OverSeeds row, String figure) {
    return row.figures().entrySet().stream()
        .filter(each -> each.getKey().name().equals(figure))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  /** A row whose seeds leave so many of 1,000 test images wrong. */
  private List<CellResult> row(String backend, int... wrong) {
    List<CellResult> row = new ArrayList<>();
    for (int seed = 1; seed <= wrong.length; seed++) {
      row.add(cells.cell("truth", seed, backend, Optional.of(100L), wrong[seed - 1]));
    }
    return row;
  }

  @SafeVarargs
  private static List<OverSeeds> of(List<CellResult>... rows) {
    List<CellResult> all = new ArrayList<>();
    for (List<CellResult> row : rows) {
      all.addAll(row);
    }
    return OverSeeds.of(Results.run(all, List.of()));
  }
}
