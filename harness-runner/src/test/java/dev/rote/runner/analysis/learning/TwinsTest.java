package dev.rote.runner.analysis.learning;

import static dev.rote.runner.result.Results.crashed;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.reachedAt;
import static dev.rote.runner.result.Results.run;
import static dev.rote.runner.result.Results.twins;
import static dev.rote.runner.result.Results.withTwins;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.analysis.learning.Twins.Comparison;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.TwinResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwinsTest {
  private final CellResult a = reachedAt(reached("random-labels", "a", "cpu", hashes()), 47);
  private final CellResult b = reachedAt(reached("random-labels", "b", "cpu", hashes()), 53);

  @Test
  void rowsAreToldApartIfAllOfOneLieBeyondAllOfTheOther() {
    Comparison comparison = epochs(twins(a, 46, 47, 48, 49), twins(b, 50, 52, 54, 55));

    assertThat(comparison.apart())
        .singleElement()
        .satisfies(pair -> {
          assertThat(pair.lower().key()).isEqualTo(a.key());
          assertThat(pair.higher().key()).isEqualTo(b.key());
        });
  }

  @Test
  void rowsWhoseRangesTouchAreNotToldApart() {
    Comparison comparison = epochs(twins(a, 46, 47, 48, 50), twins(b, 50, 52, 54, 55));

    assertThat(comparison.enough()).isTrue();
    assertThat(comparison.apart()).isEmpty();
  }

  /** 2 / C(6, 3) is 10%: as often would two rows lie apart that nothing tells apart. */
  @Test
  void fewTwinsTellNothingHoweverFarApart() {
    Comparison comparison = epochs(twins(a, 1, 2), twins(b, 90, 91));

    assertThat(comparison.enough()).isFalse();
    assertThat(comparison.apart()).isEmpty();
    assertThat(comparison.fewest()).isEqualTo(3);
  }

  /** 2 / C(8, 4) is 2.9%, 2 / C(10, 5) 0.8% for 3 pairs, 2 / C(12, 6) 0.22% for 15, and so on. */
  @ParameterizedTest
  @CsvSource({"2, 3", "3, 4", "6, 5", "24, 7"})
  void theMoreRowsTheMoreTwinsAreNeeded(int rows, int twins) {
    List<CellResult> cells =
        Stream.iterate(0, i -> i + 1)
            .limit(rows)
            .map(i -> reachedAt(reached("random-labels", "b" + i, "cpu", hashes()), 40 + i))
            .toList();

    assertThat(new Twins(run(cells, List.of())).comparisons().getFirst().fewest()).isEqualTo(twins);
  }

  @Test
  void aTwinThatNeverReachesLiesBeyondAllThatDo() {
    Comparison comparison = epochs(twins(a, 46, 47, 48, 0), twins(b, 50, 52, 54, 0));

    assertThat(comparison.rows().getFirst().highest()).isInfinite();
    assertThat(comparison.apart()).isEmpty();
    assertThat(epochs(twins(a, 46, 47, 48, 49), twins(b, 0, 0, 0, 0)).apart()).hasSize(1);
  }

  @Test
  void whatWasCutShortDoesNotCount() {
    List<TwinResult> cut =
        twins(a, 46, 47, 48).stream()
            .map(twin ->
                twin.twin() == 2 ? new TwinResult(2, crashed("random-labels", "a", "cpu")) : twin)
            .toList();

    assertThat(epochs(cut, twins(b, 50, 51, 52)).rows().getFirst().values())
        .containsExactly(47.0, 46.0, 48.0);
  }

  @Test
  void aCellThatWasCutShortIsNotCompared() {
    CellResult crashed = crashed("random-labels", "b", "cpu");

    assertThat(new Twins(run(List.of(a, crashed), List.of())).comparisons()).isEmpty();
  }

  private Comparison epochs(List<TwinResult> ofA, List<TwinResult> ofB) {
    Twins twins =
        new Twins(
            withTwins(
                run(List.of(a, b), List.of()), Stream.concat(ofA.stream(), ofB.stream()).toList()));
    return twins.comparisons().stream()
        .filter(each -> each.figure().name().equals("epochs to error 0"))
        .findFirst()
        .orElseThrow();
  }
}
