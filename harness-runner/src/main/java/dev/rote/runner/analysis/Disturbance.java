package dev.rote.runner.analysis;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.result.Contention;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.ThroughputResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * What kept a measured fork from the processors, if anything did. The thresholds come from forks of
 * three backends on two processors with none, one and two loops beside them that never wait;
 * docs/measuring.md has the figures. Context switches are not looked at, as a backend that waits
 * often has thousands of them undisturbed, and neither is pressure, which others make among
 * themselves as well.
 *
 * @param fork which
 * @param training clauses about its training; empty if nothing is known to have disturbed it
 * @param inference clauses about its predictions
 */
public record Disturbance(ForkResult fork, Optional<String> training, Optional<String> inference) {
  /**
   * Of the time that threads had work, that in which they had no processor: 4% to 25% where nobody
   * else wanted the processors that they used, as a JVM has more threads than the framework is
   * allowed, and 30% in one such fork under steal; 33% to 53% with one loop beside two threads on
   * two processors.
   */
  private static final double MOST_WAITING = 0.3;

  /**
   * Of one processor, what the hypervisor may give to others. Linux counts in hundredths of a
   * second, so that one tick in 0.3 s is 3%.
   */
  private static final double MOST_STEAL = 0.1;

  /**
   * Of the processor time that the row's other forks had, their median. It is all that older
   * results have.
   */
  private static final double LEAST_SHARE = 0.8;

  public Disturbance {
    requireNonNull(fork, "fork is null");
    requireNonNull(training, "training is null");
    requireNonNull(inference, "inference is null");
  }

  /** Returns one for each measured fork of a row, in order, disturbed or not. */
  public static List<Disturbance> of(ThroughputResult row) {
    return of(row.rounds());
  }

  /** Returns one for each fork of a row that was measured, in order, disturbed or not. */
  static List<Disturbance> of(List<ForkResult> rounds) {
    List<ForkResult> forks = rounds.stream().filter(fork -> fork.samples().isPresent()).toList();
    List<Optional<String>> training = clauses(forks, Phase.TRAINING);
    List<Optional<String>> inference = clauses(forks, Phase.INFERENCE);
    List<Disturbance> all = new ArrayList<>();
    for (int i = 0; i < forks.size(); i++) {
      all.add(new Disturbance(forks.get(i), training.get(i), inference.get(i)));
    }
    return all;
  }

  /** Returns the clauses about a phase, or empty if nothing is known to have disturbed it. */
  public Optional<String> of(Phase phase) {
    return switch (phase) {
      case TRAINING -> training;
      case INFERENCE -> inference;
    };
  }

  /** Returns why the fork is disturbed, or empty if it is not, as far as the system tells. */
  public Optional<String> why() {
    List<String> phases =
        Stream.concat(
                training.map("training: %s"::formatted).stream(),
                inference.map("inference: %s"::formatted).stream())
            .toList();
    return phases.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", phases));
  }

  private static List<Optional<String>> clauses(List<ForkResult> forks, Phase phase) {
    List<List<Iteration>> all = new ArrayList<>();
    for (ForkResult fork : forks) {
      ForkSamples samples = fork.samples().orElseThrow();
      all.add(phase.of(samples));
    }
    List<OptionalDouble> shares = all.stream().map(Disturbance::share).toList();
    List<Optional<String>> clauses = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      List<String> why = new ArrayList<>();
      List<Iteration> own = all.get(i);
      Optional<Contention> contention = Contention.sum(own);
      contention.flatMap(sum -> waiting(sum, own)).ifPresent(why::add);
      contention.flatMap(sum -> steal(sum, own)).ifPresent(why::add);
      lessThanOthers(shares, i).ifPresent(why::add);
      clauses.add(why.isEmpty() ? Optional.empty() : Optional.of(String.join(", and ", why)));
    }
    return clauses;
  }

  private static Optional<String> waiting(Contention contention, List<Iteration> iterations) {
    OptionalDouble processor = Iteration.processorSeconds(iterations);
    if (contention.waitingSeconds().isEmpty() || processor.isEmpty()) {
      return Optional.empty();
    }
    double waiting = contention.waitingSeconds().getAsDouble();
    double wanted = waiting + processor.getAsDouble();
    return waiting > MOST_WAITING * wanted
        ? Optional.of(
            "it had no processor in %s of the time that its threads had work"
                .formatted(percent(waiting / wanted)))
        : Optional.empty();
  }

  private static Optional<String> steal(Contention contention, List<Iteration> iterations) {
    double wall = wall(iterations);
    return contention.stealSeconds().stream()
        .filter(seconds -> seconds > MOST_STEAL * wall)
        .mapToObj(seconds ->
            "the hypervisor gave %s of a processor to others".formatted(percent(seconds / wall)))
        .findFirst();
  }

  private static Optional<String> lessThanOthers(List<OptionalDouble> shares, int place) {
    List<Double> others = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      if (i != place) {
        shares.get(i).ifPresent(others::add);
      }
    }
    if (others.isEmpty() || shares.get(place).isEmpty()) {
      return Optional.empty();
    }
    double usual =
        new Median().evaluate(others.stream().mapToDouble(Double::doubleValue).toArray());
    double own = shares.get(place).getAsDouble();
    return own < LEAST_SHARE * usual
        ? Optional.of(
            "it had %s of the processor time of the row's others".formatted(percent(own / usual)))
        : Optional.empty();
  }

  private static OptionalDouble share(List<Iteration> iterations) {
    OptionalDouble processor = Iteration.processorSeconds(iterations);
    double wall = wall(iterations);
    return processor.isPresent() && wall > 0
        ? OptionalDouble.of(processor.getAsDouble() / wall)
        : OptionalDouble.empty();
  }

  private static double wall(List<Iteration> iterations) {
    return iterations.stream().mapToDouble(Iteration::seconds).sum();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", 100 * share);
  }
}
