package dev.rote.runner.nightly;

import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.ThroughputResult;
import java.util.ArrayList;
import java.util.List;

/** The rounds of two runs of the same pairs of builds as those of one. */
final class Pooled {
  private Pooled() {}

  /**
   * Returns the rows of the second run with the rounds of both, those of the first before the
   * others. For comparisons of rounds only: the rows' own means are those of the second run.
   */
  static RunResult of(RunResult first, RunResult second) {
    int rounds =
        first.throughput().stream()
            .flatMap(row -> row.rounds().stream())
            .mapToInt(fork -> fork.round() + 1)
            .max()
            .orElse(0);
    return second.withThroughput(
        second.throughput().stream().map(row -> pooled(first, row, rounds)).toList());
  }

  private static ThroughputResult pooled(RunResult first, ThroughputResult row, int rounds) {
    List<ForkResult> all = new ArrayList<>();
    first.throughput().stream()
        .filter(other -> other.key().equals(row.key()))
        .forEach(other -> all.addAll(other.rounds()));
    row.rounds().forEach(fork -> all.add(fork.inRound(fork.round() + rounds)));
    return row.withRounds(all);
  }
}
