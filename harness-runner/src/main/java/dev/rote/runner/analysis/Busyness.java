package dev.rote.runner.analysis;

import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.provenance.MachineState;
import dev.rote.runner.result.provenance.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

  private static Optional<String> waiting(List<ThroughputResult> rows) {
    List<Disturbance> forks = rows.stream().flatMap(row -> Disturbance.of(row).stream()).toList();
    long disturbed = forks.stream().filter(fork -> fork.why().isPresent()).count();
    return disturbed == 0
        ? Optional.empty()
        : Optional.of(
            "%d of %d forks were kept waiting for a processor".formatted(disturbed, forks.size()));
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
