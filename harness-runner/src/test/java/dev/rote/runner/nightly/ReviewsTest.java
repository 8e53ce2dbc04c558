package dev.rote.runner.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Device;
import dev.rote.runner.analysis.Forks;
import dev.rote.runner.analysis.comparison.Compared;
import dev.rote.runner.history.AcceptedChange;
import dev.rote.runner.history.AcceptedChange.Cause;
import dev.rote.runner.history.Decision;
import dev.rote.runner.history.History;
import dev.rote.runner.history.HistoryEntry;
import dev.rote.runner.history.Night;
import dev.rote.runner.history.SpeedEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviewsTest {
  private static final Instant FIRST = Instant.parse("2026-11-01T02:00:00Z");
  private static final Device CPU = Device.parse("cpu");

  private final List<History.Recorded> nights = new ArrayList<>();
  private final List<AcceptedChange> accepted = new ArrayList<>();

  @Test
  void theLastNightWithoutAnAlarmStands() {
    night(Decision.Kind.NONE);
    night(Decision.Kind.NOTE);
    night(Decision.Kind.ALARM);
    night(Decision.Kind.ALARM);

    assertThat(standing()).hasValue(start(1));
    assertThat(reviews().open()).hasSize(1);
  }

  @Test
  void anAlarmThatIsMendedIsNotOpenAnyMore() {
    night(Decision.Kind.NONE);
    night(Decision.Kind.ALARM);
    night(Decision.Kind.NONE);

    assertThat(standing()).hasValue(start(2));
    assertThat(reviews().open()).isEmpty();
  }

  @Test
  void whatIsAcceptedStandsFromThatNightOn() {
    night(Decision.Kind.NONE);
    night(Decision.Kind.ALARM);
    night(Decision.Kind.ALARM);
    accept(1);

    assertThat(standing()).hasValue(start(2));
    assertThat(reviews().open()).isEmpty();
  }

  /** What was accepted once is compared with from then on, and alarms if it becomes worse again. */
  @Test
  void aLaterAlarmIsNotAcceptedWithTheFirst() {
    night(Decision.Kind.NONE);
    night(Decision.Kind.ALARM);
    accept(1);
    nights.add(recorded(2, Decision.Kind.ALARM, start(1)));

    assertThat(standing()).hasValue(start(1));
    assertThat(reviews().open()).hasSize(1);
  }

  @Test
  void otherSuitesAndBackendsSayNothing() {
    night(Decision.Kind.NONE);

    assertThat(Reviews.of(history(), "other").hasNights()).isFalse();
    assertThat(reviews().standing("b", CPU)).isEmpty();
    assertThat(reviews().standing("a", Device.parse("onednn"))).isEmpty();
  }

  private void night(Decision.Kind kind) {
    nights.add(recorded(nights.size(), kind, start(0)));
  }

  private static History.Recorded recorded(int number, Decision.Kind kind, Instant against) {
    SpeedEntry entry =
        (SpeedEntry)
            HistoryEntry.of(Compared.run(List.of(), List.of(Forks.of("a", 1000))), List.of())
                .getFirst();
    Night night =
        new Night(
            start(number),
            entry.night().suite(),
            entry.night().rote(),
            entry.night().machine(),
            List.of(),
            1);
    return new History.Recorded(
        night,
        List.of(
            new SpeedEntry(
                    entry.schema(),
                    night,
                    1,
                    entry.key(),
                    entry.build(),
                    entry.outcome(),
                    entry.training(),
                    entry.inference())
                .decided(
                    Optional.of(Decision.of(kind, "so", "because", Optional.of(against))),
                    Optional.empty())));
  }

  private void accept(int night) {
    accepted.add(
        AcceptedChange.of(
            nights.get(night).entries().getFirst(), Cause.FRAMEWORK, "meant", start(9)));
  }

  private static Instant start(int night) {
    return FIRST.plus(Duration.ofDays(night));
  }

  private Optional<Instant> standing() {
    return reviews().standing("a", CPU).map(night -> night.night().id());
  }

  private Reviews reviews() {
    return Reviews.of(history(), nights.getFirst().night().suite());
  }

  private History history() {
    return new History(nights, List.of(), accepted, List.of());
  }
}
