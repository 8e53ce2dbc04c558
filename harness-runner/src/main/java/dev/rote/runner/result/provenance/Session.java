package dev.rote.runner.result.provenance;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One process of the command line that worked on a run: the first, or one that resumed it.
 *
 * @param command its arguments
 * @param before the machine when it began
 * @param after the machine when it ended, or empty if it was killed or still works
 * @param environment the variables of its environment that reach the workers and may change how
 *     fast they are, or with which kernels they compute
 * @param problems of plugins and devices that it met, a sentence each
 * @param changed what of the inputs of its results was not at its end as at its begin, a clause
 *     each
 */
public record Session(
    List<String> command,
    MachineState before,
    Optional<MachineState> after,
    @JsonSetter(nulls = Nulls.AS_EMPTY) SortedMap<String, String> environment,
    List<String> problems,
    List<String> changed) {
  public Session {
    command = List.copyOf(command);
    requireNonNull(before, "before is null");
    requireNonNull(after, "after is null");
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    problems = List.copyOf(problems);
    changed = List.copyOf(changed);
  }

  /** Returns when it began. */
  public Instant started() {
    return before.time();
  }
}
