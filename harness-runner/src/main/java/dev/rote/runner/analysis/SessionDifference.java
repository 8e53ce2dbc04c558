package dev.rote.runner.analysis;

import dev.rote.runner.result.provenance.MachineState;
import dev.rote.runner.result.provenance.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What makes the speeds of two sessions of one run incomparable. What changes results is not among
 * it: a run under other conditions is not resumed.
 */
final class SessionDifference {
  private final Session first;
  private final Session later;
  private final List<String> sentences = new ArrayList<>();

  private SessionDifference(Session first, Session later) {
    this.first = first;
    this.later = later;
  }

  /** Returns a sentence for each difference. */
  static List<String> between(Session first, Session later) {
    SessionDifference difference = new SessionDifference(first, later);
    difference.compare("on another processor", "unknown", MachineState::processor);
    difference.compare(
        "on other processors of the machine", "unknown", MachineState::allowedProcessors);
    difference.compare(
        "with another share of the processors' time",
        "all of it",
        state ->
            state.processorQuota().stream().mapToObj(quota -> quota + " processors").findFirst());
    difference.compareVariables();
    return difference.sentences;
  }

  private void compare(String what, String absent, Function<MachineState, Optional<String>> part) {
    add(what, absent, part.apply(first.before()), part.apply(later.before()));
  }

  private void compareVariables() {
    Set<String> names = new TreeSet<>(first.environment().keySet());
    names.addAll(later.environment().keySet());
    for (String name : names) {
      add(
          "with another " + name,
          "not set",
          Optional.ofNullable(first.environment().get(name)),
          Optional.ofNullable(later.environment().get(name)));
    }
  }

  private void add(String what, String absent, Optional<String> before, Optional<String> after) {
    if (!before.equals(after)) {
      sentences.add(
          "the run was resumed %s (%s, before it %s): speeds before and after are not comparable"
              .formatted(what, after.orElse(absent), before.orElse(absent)));
    }
  }
}
