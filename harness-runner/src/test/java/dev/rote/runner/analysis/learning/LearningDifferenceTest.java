package dev.rote.runner.analysis.learning;

import static dev.rote.runner.result.Results.crashed;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.reachedAt;
import static dev.rote.runner.result.Results.run;
import static dev.rote.runner.result.Results.twins;
import static dev.rote.runner.result.Results.withTwins;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.TwinResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LearningDifferenceTest {
  private final CellResult a = reachedAt(reached("random-labels", "a", "cpu", hashes()), 47);
  private final CellResult b = reachedAt(reached("random-labels", "b", "cpu", hashes()), 53);

  @Test
  void equalRowsHaveNoDifference() {
    assertThat(epochs(run(List.of(a, reachedAt(b, 47)), List.of()), reachedAt(b, 47)))
        .contains(LearningDifference.NONE);
  }

  @Test
  void withoutTwinsAndSeedsItIsOpen() {
    assertThat(epochs(run(List.of(a, b), List.of()), b)).contains(LearningDifference.OPEN);
  }

  @Test
  void twinsThatLieApartMakeItMoreThanRounding() {
    assertThat(epochs(twinned(twins(a, 46, 47, 49), twins(b, 51, 52, 54)), b))
        .contains(LearningDifference.BEYOND);
  }

  @Test
  void twinsThatOverlapMakeItRounding() {
    assertThat(epochs(twinned(twins(a, 46, 47, 52), twins(b, 51, 52, 54)), b))
        .contains(LearningDifference.WITHIN);
  }

  @Test
  void seedsTellWhereThereAreNoTwins() {
    assertThat(epochs(run(seeds(List.of(40, 41, 42, 43), List.of(50, 51, 52, 53)), List.of())))
        .contains(LearningDifference.BEYOND);
    assertThat(epochs(run(seeds(List.of(40, 41, 42, 53), List.of(50, 51, 52, 43)), List.of())))
        .contains(LearningDifference.WITHIN);
    assertThat(epochs(run(seeds(List.of(40, 41), List.of(50, 51)), List.of())))
        .contains(LearningDifference.OPEN);
  }

  @Test
  void whatDidNotComeToItsEndIsNotCompared() {
    CellResult gone = crashed("random-labels", "b", "cpu");

    assertThat(epochs(run(List.of(a, gone), List.of()), gone)).isEmpty();
  }

  private RunResult twinned(List<TwinResult> ofA, List<TwinResult> ofB) {
    List<TwinResult> twins = new ArrayList<>(ofA);
    twins.addAll(ofB);
    return withTwins(run(List.of(a, b), List.of()), twins);
  }

  /** Returns cells of both rows, a seed for each epoch. */
  private static List<CellResult> seeds(List<Integer> ofA, List<Integer> ofB) {
    List<CellResult> cells = new ArrayList<>();
    for (int i = 0; i < ofA.size(); i++) {
      cells.add(seed(i, "a", ofA.get(i)));
      cells.add(seed(i, "b", ofB.get(i)));
    }
    return cells;
  }

  private static CellResult seed(long seed, String backend, int epoch) {
    CellResult cell = reachedAt(reached("random-labels", backend, "cpu", hashes()), epoch);
    CellKey key = cell.key();
    return new CellResult(
        new CellKey(
            "mlp/random-labels/seed-" + seed,
            key.name(),
            key.model(),
            key.backend(),
            key.device(),
            seed,
            key.batch()),
        cell.ending(),
        cell.learning(),
        cell.worker(),
        cell.attestation(),
        cell.parity());
  }

  private static Optional<LearningDifference> epochs(RunResult run) {
    return epochs(run, run.cells().get(1));
  }

  private static Optional<LearningDifference> epochs(RunResult run, CellResult other) {
    LearningDifference.Judge judge = new LearningDifference.Judge(new Twins(run));
    return judge.of(run.cells().getFirst(), other, judge.figures().getFirst());
  }
}
