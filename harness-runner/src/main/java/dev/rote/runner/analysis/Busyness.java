package dev.rote.runner.analysis;

import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.provenance.MachineState;
import dev.rote.runner.result.provenance.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether others used the machine while a run measured: what was running when a session began, and
 * what the hypervisor gave to other guests meanwhile. The load at a session's end is that of the
 * run itself, and says nothing.
 */
public final class Busyness {
  /** Of all processors, how many others may occupy before a run is called disturbed. */
  private static final double MOST_LOAD = 0.25;

  /** Of the time of all processors, how much others may be given. */
  private static final double MOST_STEAL = 0.01;

  /**
   * Of the processor time that its row's busiest fork had, what a fork has that was kept waiting.
   */
  private static final double LEAST_SHARE = 0.8;

  private Busyness() {}

  /** Returns why the machine was busy, a clause each; none if it was not, as far as it tells. */
  public static List<String> of(RunResult run) {
    List<String> clauses = new ArrayList<>();
    for (Session session : run.sessions()) {
      load(session.before()).ifPresent(clauses::add);
      session.after().flatMap(after -> steal(session.before(), after)).ifPresent(clauses::add);
    }
    waiting(run.throughput()).ifPresent(clauses::add);
    return clauses;
  }

  /** A fork that gets less of the processors than others of its row was kept from them. */
  private static Optional<String> waiting(List<ThroughputResult> rows) {
    long forks = 0;
    long waited = 0;
    for (ThroughputResult row : rows) {
      List<Double> shares =
          row.rounds().stream()
              .flatMap(fork -> fork.samples().stream())
              .flatMap(samples -> share(samples.train()).stream().boxed())
              .toList();
      double most = shares.stream().mapToDouble(Double::doubleValue).max().orElse(0);
      forks += shares.size();
      waited += shares.stream().filter(share -> share < LEAST_SHARE * most).count();
    }
    return waited == 0
        ? Optional.empty()
        : Optional.of(
            "%d of %d forks were kept waiting for a processor, as their processor time tells"
                .formatted(waited, forks));
  }

  private static OptionalDouble share(List<Iteration> iterations) {
    double wall = iterations.stream().mapToDouble(Iteration::seconds).sum();
    OptionalDouble processor = Iteration.processorSeconds(iterations);
    return processor.isPresent() && wall > 0
        ? OptionalDouble.of(processor.getAsDouble() / wall)
        : OptionalDouble.empty();
  }

  private static Optional<String> load(MachineState state) {
    return state.loadAverage().stream()
        .filter(load -> load > MOST_LOAD * state.cores())
        .mapToObj(load ->
            String.format(
                Locale.ROOT,
                "its load was %.1f on %d processors in the minute before",
                load,
                state.cores()))
        .findFirst();
  }

  private static Optional<String> steal(MachineState before, MachineState after) {
    double seconds = Duration.between(before.time(), after.time()).toMillis() / 1000.0;
    if (before.stealSeconds().isEmpty() || after.stealSeconds().isEmpty() || seconds <= 0) {
      return Optional.empty();
    }
    double share =
        (after.stealSeconds().getAsDouble() - before.stealSeconds().getAsDouble())
            / (seconds * before.cores());
    return share > MOST_STEAL
        ? Optional.of(
            String.format(
                Locale.ROOT, "its hypervisor gave %.0f%% of its time to others", 100 * share))
        : Optional.empty();
  }
}
