package dev.rote.runner.analysis.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.api.Loss;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Results;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapacityTest {
  /** A dense layer on 28 x 28 pixels of 3 channels. */
  private static final long PARAMETERS = 3 * 28 * 28 * 10 + 10;

  private static final String EXPERIMENTS =
      "[{name: random, labelCorruption: 1.0, train: [100, 200, 400]}, "
          + "{name: half, labelCorruption: 0.5, train: [100, 200]}]";

  private final Cells cells = new Cells(EXPERIMENTS);

  @Test
  void isWhatTheLabelsHoldLessWhatTheNetworkStillNeedsToTellThem() {
    List<Capacity> curves =
        of(
            cell("random-train-400", 1, 1.5),
            cell("random-train-100", 1, 0),
            cell("random-train-200", 1, 0.5));

    assertThat(curves).hasSize(1);
    List<Capacity.Point> points = curves.getFirst().points();
    assertThat(points).extracting(Capacity.Point::examples).containsExactly(100, 200, 400);
    double label = Math.log(10) / Math.log(2);
    assertThat(points.get(0).bits()).isCloseTo(100 * label, within(1e-9));
    assertThat(points.get(1).bits()).isCloseTo(200 * (label - 0.5 / Math.log(2)), within(1e-9));
    assertThat(points.get(2).bits()).isCloseTo(400 * (label - 1.5 / Math.log(2)), within(1e-9));
    assertThat(points.get(0).bitsPerParameter()).isCloseTo(100 * label / PARAMETERS, within(1e-12));
  }

  @Test
  void aNetworkThatIsWorseThanGuessingHoldsNothing() {
    assertThat(
            of(cell("random-train-100", 1, 0), cell("random-train-200", 1, 9))
                .getFirst()
                .points()
                .getLast()
                .bits())
        .isZero();
  }

  @Test
  void seedsAreCurvesOfTheirOwn() {
    assertThat(
            of(
                cell("random-train-100", 1, 0),
                cell("random-train-200", 1, 0),
                cell("random-train-100", 2, 0),
                cell("random-train-200", 2, 0)))
        .hasSize(2);
  }

  @Test
  void labelsThatAreNotAllRandomAndASingleNumberOfThemAreNoCurve() {
    assertThat(of(cell("half-train-100", 1, 0), cell("half-train-200", 1, 0))).isEmpty();
    assertThat(of(cell("random-train-100", 1, 0))).isEmpty();
  }

  @Test
  void theSquaredLossIsNoNumberOfBits() {
    Cells squared = new Cells(EXPERIMENTS, Loss.SQUARED);
    List<CellResult> results =
        List.of(cell(squared, "random-train-100", 1, 0), cell(squared, "random-train-200", 1, 0.1));

    assertThat(Capacity.of(Results.run(results, List.of()), squared.experiments())).isEmpty();
  }

  private CellResult cell(String name, long seed, double loss) {
    return cell(cells, name, seed, loss);
  }

  private static CellResult cell(Cells cells, String name, long seed, double loss) {
    return cells.cell(name, seed, "a", Optional.empty(), 0, loss);
  }

  private List<Capacity> of(CellResult... results) {
    return Capacity.of(Results.run(List.of(results), List.of()), cells.experiments());
  }
}
