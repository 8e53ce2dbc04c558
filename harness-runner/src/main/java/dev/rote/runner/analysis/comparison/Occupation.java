package dev.rote.runner.analysis.comparison;

import dev.rote.runner.analysis.Disturbance;
import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.result.Contention;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.ThroughputResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What an example takes of wall time, of processor time and of waiting for a processor, fork by
 * fork: whether a build is slower itself or was kept waiting.
 *
 * @param wall seconds per example
 * @param processor seconds per example, of all threads
 * @param kept seconds per example in which a thread had work and no processor; 0 if it is not known
 * @param disturbed whether something is known to have kept the fork from the processors
 */
record Occupation(double wall, double processor, double kept, boolean disturbed) {
  /**
   * Of the time that an example takes longer, how much at least one thread must have been busy: of
   * several threads that wait for one that is slower, only the one is.
   */
  private static final double SHARE = 0.5;

  /** Fewer rounds may all have waited by chance. */
  private static final int FEWEST_ROUNDS = 5;

  /**
   * Returns what each fork of a row took, by round; without those whose processor time is not
   * known.
   */
  static Map<Integer, Occupation> of(ThroughputResult row, Phase phase) {
    Map<Integer, Occupation> all = new TreeMap<>();
    for (Disturbance each : Disturbance.of(row)) {
      List<Iteration> iterations = phase.of(each.fork().samples().orElseThrow());
      OptionalDouble processor = Iteration.processorSeconds(iterations);
      double examples =
          iterations.stream().mapToDouble(one -> one.examplesPerSecond() * one.seconds()).sum();
      if (each.fork().counts() && processor.isPresent() && examples > 0) {
        all.put(
            each.fork().round(),
            new Occupation(
                iterations.stream().mapToDouble(Iteration::seconds).sum() / examples,
                processor.getAsDouble() / examples,
                Contention.sum(iterations)
                        .map(Contention::waitingSeconds)
                        .orElse(OptionalDouble.empty())
                        .orElse(0)
                    / examples,
                each.of(phase).isPresent()));
      }
    }
    return all;
  }

  /**
   * Returns whether processor time says that a difference of wall time is not the build's own.
   *
   * @param was of the first build, by round
   * @param is of the second
   * @param wall how many times as fast the second is by wall time
   * @param processor the same by processor time
   * @param interleaved whether the rounds of both are of the same minutes, so that it can be told
   *     who waited for himself
   */
  static boolean denies(
      Map<Integer, Occupation> was,
      Map<Integer, Occupation> is,
      double wall,
      double processor,
      boolean interleaved) {
    Optional<Double> busy = busyProcessors(was);
    return busy.isPresent()
        && (1 / processor - 1) * busy.get() / (1 / wall - 1) < SHARE
        && !(interleaved && waitsLongerItself(was, is, busy.get()));
  }

  private static Optional<Double> busyProcessors(Map<Integer, Occupation> forks) {
    double wall = forks.values().stream().mapToDouble(Occupation::wall).sum();
    double processor = forks.values().stream().mapToDouble(Occupation::processor).sum();
    return wall > 0 ? Optional.of(processor / wall) : Optional.empty();
  }

  /**
   * Returns whether in every undisturbed round an example takes longer and the processors are idle
   * for most of that: a build that sleeps, or waits for a lock, is slower without being busy.
   */
  private static boolean waitsLongerItself(
      Map<Integer, Occupation> was, Map<Integer, Occupation> is, double busy) {
    int rounds = 0;
    for (Map.Entry<Integer, Occupation> each : was.entrySet()) {
      Occupation before = each.getValue();
      Occupation after = is.get(each.getKey());
      if (after == null || before.disturbed() || after.disturbed()) {
        continue;
      }
      double longer = busy * (after.wall() - before.wall());
      double idle =
          longer - (after.processor() - before.processor()) - (after.kept() - before.kept());
      if (longer <= 0 || idle < SHARE * longer) {
        return false;
      }
      rounds++;
    }
    return rounds >= FEWEST_ROUNDS;
  }
}
