package dev.rote.runner.report.view;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What people call nights: by their day, and where there are several in a day by the time too. */
final class NightNames {
  private static final int DAY = "2026-11-25".length();

  private final boolean byDay;

  private NightNames(boolean byDay) {
    this.byDay = byDay;
  }

  static NightNames of(List<Instant> nights) {
    return new NightNames(
        nights.stream().map(night -> night.truncatedTo(ChronoUnit.DAYS)).distinct().count()
            == nights.size());
  }

  /** Returns {@code 2026-11-25} or {@code 2026-11-25 02:00:00}, in UTC. */
  String of(Instant night) {
    String text = night.truncatedTo(ChronoUnit.SECONDS).toString();
    return byDay ? text.substring(0, DAY) : text.replace('T', ' ').replace("Z", "");
  }
}
