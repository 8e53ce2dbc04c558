package dev.rote.runner.history;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.Measurement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The speed of training or of inference in one night.
 *
 * @param wall the mean of each fork's iterations, in examples per second of wall time
 * @param processor the examples of each fork's iterations per second of processor time, which a
 *     busy neighbour disturbs less; in the order of {@code wall}, and empty where the time of a
 *     fork is not known
 * @param decision what the night decided about it
 */
public record PhaseSpeed(ForkMeans wall, ForkMeans processor, Optional<Decision> decision) {
  private static final PhaseSpeed NONE =
      new PhaseSpeed(ForkMeans.NONE, ForkMeans.NONE, Optional.empty());

  public PhaseSpeed {
    requireNonNull(wall, "wall is null");
    requireNonNull(processor, "processor is null");
    requireNonNull(decision, "decision is null");
  }

  PhaseSpeed decided(Optional<Decision> other) {
    return new PhaseSpeed(wall, processor, other);
  }

  static PhaseSpeed of(
      Optional<Measurement> measurement,
      List<ForkResult> rounds,
      Function<ForkSamples, List<Iteration>> samples) {
    return measurement
        .map(each -> new PhaseSpeed(wall(each), processor(rounds, samples), Optional.empty()))
        .orElse(NONE);
  }

  private static ForkMeans wall(Measurement measurement) {
    return ForkMeans.of(
        measurement.forks().stream()
            .flatMapToDouble(
                fork -> fork.stream().mapToDouble(Double::doubleValue).average().stream())
            .toArray());
  }

  private static ForkMeans processor(
      List<ForkResult> rounds, Function<ForkSamples, List<Iteration>> samples) {
    List<List<Iteration>> forks =
        rounds.stream().flatMap(fork -> fork.samples().stream()).map(samples).toList();
    double[] rates =
        forks.stream()
            .flatMapToDouble(fork -> Iteration.examplesPerProcessorSecond(fork).stream())
            .toArray();
    return rates.length == forks.size() ? ForkMeans.of(rates) : ForkMeans.NONE;
  }
}
