package dev.rote.runner.analysis;

import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.withTestErrors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Results;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlyStoppingTest {
  private final CellResult cell = reached("true-labels", "a", "cpu", hashes());

  @Test
  void theGainIsThatOfTheFirstBestEpochOverTheLast() {
    EarlyStopping stopping = of(withTestErrors(cell, 1000, 400, 150, 150, 170)).orElseThrow();

    assertThat(stopping.best().epoch()).isEqualTo(2);
    assertThat(stopping.last().epoch()).isEqualTo(4);
    assertThat(stopping.gain()).isCloseTo(0.02, within(1e-12));
  }

  @Test
  void whereTheLastEpochIsTheBestThereIsNoGain() {
    EarlyStopping stopping = of(withTestErrors(cell, 1000, 400, 150)).orElseThrow();

    assertThat(stopping.gain()).isZero();
    assertThat(stopping.isClear()).isFalse();
  }

  /** Half of 10,000 is known to 0.5 points, the difference of two such to 0.707. */
  @ParameterizedTest
  @CsvSource({
    "10000, 5000, 5141, false",
    "10000, 5000, 5142, true",
    "100, 50, 63, false",
    "100, 50, 64, true",
    "10, 0, 1, false"
  })
  void aGainIsClearBeyondTwoStandardErrors(int images, int best, int last, boolean clear) {
    assertThat(of(withTestErrors(cell, images, best, last)).orElseThrow().isClear())
        .isEqualTo(clear);
  }

  @Test
  void withoutAnEpochOrATestSetThereIsNothingToGain() {
    assertThat(of(Results.crashed("true-labels", "a", "cpu"))).isEmpty();
    assertThat(of(Results.withoutTestSet(cell))).isEmpty();
  }

  private static Optional<EarlyStopping> of(CellResult cell) {
    return EarlyStopping.of(cell.learning());
  }
}
