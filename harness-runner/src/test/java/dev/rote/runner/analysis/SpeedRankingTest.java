package dev.rote.runner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.result.ThroughputResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedRankingTest {
  private final ThroughputResult slow = Forks.of("slow", 1000, 1010, 990, 1005);
  private final ThroughputResult fast = Forks.of("fast", 2000, 2015, 1985, 2010);
  private final ThroughputResult alike = Forks.of("alike", 2010, 1990, 2005, 1995);

  @Test
  void theFastestIsTheOneThatIsSeenToBeFasterThanEveryOther() {
    SpeedRanking ranking = SpeedRanking.of(Phase.TRAINING, List.of(slow, fast));

    assertThat(ranking.rows()).containsExactly(fast, slow);
    assertThat(ranking.best()).contains(fast);
  }

  @Test
  void whereTwoAreAlikeThereIsNone() {
    SpeedRanking ranking = SpeedRanking.of(Phase.TRAINING, List.of(slow, fast, alike));

    assertThat(ranking.best()).isEmpty();
    assertThat(ranking.unbeaten()).containsExactlyInAnyOrder(fast, alike);
  }

  @Test
  void aRowAloneIsTheFastestOfNothing() {
    assertThat(SpeedRanking.of(Phase.TRAINING, List.of(fast)).best()).isEmpty();
  }

  @Test
  void whatWasNotMeasuredIsNoRow() {
    assertThat(SpeedRanking.of(Phase.TRAINING, List.of(fast, Forks.of("none"))).rows())
        .containsExactly(fast);
  }
}
