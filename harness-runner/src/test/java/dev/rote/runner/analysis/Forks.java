package dev.rote.runner.analysis;

import dev.rote.api.Device;
import dev.rote.runner.result.Contention;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.SpeedKey;
import dev.rote.runner.result.SpeedOutcome;
import dev.rote.runner.result.ThroughputResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Throughputs whose forks are made up. */
public final class Forks {
  private Forks() {}

  /** Returns a row with a fork of one iteration in each round; 0 stands for one that is missing. */
  public static ThroughputResult of(String backend, double... examplesPerSecond) {
    List<ForkResult> rounds = new ArrayList<>();
    for (int round = 0; round < examplesPerSecond.length; round++) {
      if (examplesPerSecond[round] > 0) {
        rounds.add(fork(round, examplesPerSecond[round], 2));
      }
    }
    return of(backend, rounds);
  }

  /** Returns a row of these forks. */
  public static ThroughputResult of(String backend, List<ForkResult> rounds) {
    return new ThroughputResult(
        new SpeedKey("mlp", 128, backend, Device.parse("cpu")),
        SpeedOutcome.MEASURED,
        Optional.empty(),
        Speed.of(rounds, ForkSamples::train),
        Speed.of(rounds, ForkSamples::predict),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        rounds);
  }

  /**
   * Returns a fork of one iteration of a second, whose threads waited and whose machine was stolen.
   */
  public static ForkResult contended(
      int round, double processorSeconds, double waitingSeconds, double stealSeconds) {
    return fork(
        round,
        100,
        OptionalDouble.of(processorSeconds),
        Optional.of(
            new Contention(
                OptionalLong.of(2000),
                OptionalLong.of(2000),
                OptionalDouble.of(waitingSeconds),
                OptionalDouble.of(stealSeconds),
                OptionalDouble.of(1))));
  }

  /** Returns a fork of one iteration of a second, with so many seconds of processors. */
  public static ForkResult fork(int round, double examplesPerSecond, double processorSeconds) {
    return fork(round, examplesPerSecond, OptionalDouble.of(processorSeconds));
  }

  /** Returns a fork of one iteration of a second, whose processor time may not be known. */
  public static ForkResult fork(
      int round, double examplesPerSecond, OptionalDouble processorSeconds) {
    return fork(round, examplesPerSecond, processorSeconds, Optional.empty());
  }

  private static ForkResult fork(
      int round,
      double examplesPerSecond,
      OptionalDouble processorSeconds,
      Optional<Contention> contention) {
    List<Iteration> iterations =
        List.of(new Iteration(examplesPerSecond, 1, processorSeconds, contention));
    return new ForkResult(
        round,
        0,
        Instant.EPOCH,
        Ending.done(Optional.empty()),
        Optional.of(new ForkSamples(iterations, iterations, true)),
        OptionalLong.empty(),
        Optional.empty());
  }
}
