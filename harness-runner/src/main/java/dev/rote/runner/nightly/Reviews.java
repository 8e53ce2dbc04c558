package dev.rote.runner.nightly;

import dev.rote.api.Device;
import dev.rote.runner.history.AcceptedChange;
import dev.rote.runner.history.Decision;
import dev.rote.runner.history.History;
import dev.rote.runner.history.HistoryEntry;
import dev.rote.runner.history.LearningEntry;
import dev.rote.runner.history.SpeedEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which alarms of a suite's nights somebody has looked at, and what follows from that. */
public final class Reviews {
  private final List<History.Recorded> nights;
  private final List<AcceptedChange> accepted;

  private Reviews(List<History.Recorded> nights, List<AcceptedChange> accepted) {
    this.nights = nights;
    this.accepted = accepted;
  }

  /** Returns those of a suite. */
  public static Reviews of(History history, String suite) {
    return new Reviews(
        history.nights().stream().filter(night -> night.night().suite().equals(suite)).toList(),
        history.accepted().stream().filter(change -> change.suite().equals(suite)).toList());
  }

  /** Returns whether there is a night at all. */
  public boolean hasNights() {
    return !nights.isEmpty();
  }

  /** Returns the last night, if there is one. */
  Optional<History.Recorded> last() {
    return nights.isEmpty() ? Optional.empty() : Optional.of(nights.getLast());
  }

  /**
   * Returns the last night that stands for a backend: none of its rows has an alarm that nobody has
   * accepted. What is built from then on is compared with the build of that night, so that a
   * regression alarms every night until it is mended or accepted.
   */
  Optional<History.Recorded> standing(String backend, Device device) {
    return nights.reversed().stream()
        .filter(night -> night.entries().stream().anyMatch(entry -> isOf(entry, backend, device)))
        .filter(night ->
            night.entries().stream()
                .filter(entry -> isOf(entry, backend, device))
                .noneMatch(this::isOpen))
        .findFirst();
  }

  /**
   * Returns the rows whose last decision is an alarm that nobody has accepted, each once, with the
   * night's entry.
   */
  public List<HistoryEntry> open() {
    Map<String, HistoryEntry> last = new LinkedHashMap<>();
    for (History.Recorded night : nights) {
      for (HistoryEntry entry : night.entries()) {
        if (!entry.decisions().isEmpty()) {
          last.put(entry.cell(), entry);
        }
      }
    }
    return last.values().stream().filter(this::isOpen).toList();
  }

  private boolean isOpen(HistoryEntry entry) {
    return entry.decisions().stream()
        .filter(decision -> decision.kind() == Decision.Kind.ALARM)
        .anyMatch(alarm -> !isAccepted(entry, alarm));
  }

  /** What was accepted from a night on is not compared with a night before it any more. */
  private boolean isAccepted(HistoryEntry entry, Decision alarm) {
    return accepted.stream()
        .filter(change -> change.cell().equals(entry.cell()))
        .filter(change -> !change.from().isAfter(entry.night().id()))
        .anyMatch(change -> alarm.against().map(change.from()::isAfter).orElse(true));
  }

  static boolean isOf(HistoryEntry entry, String backend, Device device) {
    return switch (entry) {
      case SpeedEntry speed ->
          speed.key().backend().equals(backend) && speed.key().device().equals(device);
      case LearningEntry learning ->
          learning.key().backend().equals(backend) && learning.key().device().equals(device);
    };
  }
}
