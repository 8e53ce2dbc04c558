package dev.rote.runner.history;

import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;

import dev.rote.api.Device;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.Measurement;
import dev.rote.runner.result.Results;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.SpeedKey;
import dev.rote.runner.result.SpeedOutcome;
import dev.rote.runner.result.ThroughputResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;

/** Made-up nights, a day apart, of a suite of so many rows, half of them of speed. */
final class Nights {
  private static final Instant FIRST = Instant.parse("2026-11-01T02:00:00Z");
  private static final int FORKS = 5;

  private Nights() {}

  /** Returns when a night began, from 0. */
  static Instant start(int night) {
    return FIRST.plus(Duration.ofDays(night));
  }

  /** Returns the entries of a night. */
  static List<HistoryEntry> night(int night, int rows, String... marks) {
    return HistoryEntry.of(run(start(night), rows, new Random(night)), List.of(marks));
  }

  /** Returns the results of a night. */
  static RunResult run(Instant started, int rows, Random random) {
    List<CellResult> cells = new ArrayList<>();
    List<ThroughputResult> throughput = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      if (row % 2 == 0) {
        throughput.add(speed(row, random));
      } else {
        cells.add(reached("true-labels-" + row, "a", "cpu", hashes()));
      }
    }
    return startedAt(Results.run(cells, throughput), started);
  }

  private static ThroughputResult speed(int row, Random random) {
    List<ForkResult> rounds = new ArrayList<>();
    for (int round = 0; round < FORKS; round++) {
      rounds.add(
          new ForkResult(
              round,
              0,
              FIRST,
              Ending.done(Optional.empty()),
              Optional.of(
                  new ForkSamples(
                      List.of(iteration(random), iteration(random)),
                      List.of(iteration(random), iteration(random)),
                      true)),
              OptionalLong.empty(),
              Optional.empty()));
    }
    return new ThroughputResult(
        new SpeedKey("mlp-" + row, 128, "a", Device.parse("cpu")),
        SpeedOutcome.MEASURED,
        Optional.empty(),
        Optional.of(measurement(rounds, true)),
        Optional.of(measurement(rounds, false)),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        rounds);
  }

  private static Iteration iteration(Random random) {
    return new Iteration(
        random.nextDouble(10_000, 30_000),
        1.5,
        OptionalDouble.of(random.nextDouble(2, 3)),
        Optional.empty());
  }

  private static Measurement measurement(List<ForkResult> rounds, boolean training) {
    return new Measurement(
        20_000,
        OptionalDouble.empty(),
        Measurement.UNIT,
        rounds.stream()
            .map(fork -> fork.samples().orElseThrow())
            .map(samples -> training ? samples.train() : samples.predict())
            .map(iterations -> iterations.stream().map(Iteration::examplesPerSecond).toList())
            .toList());
  }

  /** Returns the same run as if it had begun then. */
  static RunResult startedAt(RunResult run, Instant started) {
    return new RunResult(
        run.schema(),
        run.rote(),
        run.name(),
        started,
        run.finished(),
        run.command(),
        run.settings(),
        run.suite(),
        run.machine(),
        run.versions(),
        run.data(),
        run.sessions(),
        run.references(),
        run.cells(),
        run.twins(),
        run.throughput(),
        run.missing(),
        run.done(),
        run.remaining(),
        run.problems());
  }
}
