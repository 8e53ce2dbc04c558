package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How the work of a process ended.
 *
 * @param outcome how; {@link Outcome#REACHED} also for work that has nothing to reach and was done
 * @param reason one sentence for every outcome but {@code reached}
 * @param log what the process printed, relative to the folder of the run; empty if none was started
 */
public record Ending(Outcome outcome, Optional<String> reason, Optional<String> log) {
  public Ending {
    requireNonNull(outcome, "outcome is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(log, "log is null");
  }

  /** Returns that the work was done. */
  public static Ending done(Optional<String> log) {
    return new Ending(Outcome.REACHED, Optional.empty(), log);
  }

  /** Returns the outcome and, where there is one, the reason. */
  public String sentence() {
    return outcome + reason.map(text -> ": " + text).orElse("");
  }
}
