package dev.rote.runner.machine;

import java.time.Duration;
import java.time.Instant;

/** When this process began. */
public final class StartOfJvm {
  private StartOfJvm() {}

  /** Returns the seconds since then; 0 where the system does not tell. */
  public static double secondsSince() {
    Instant now = Instant.now();
    Instant start = ProcessHandle.current().info().startInstant().orElse(now);
    return Duration.between(start, now).toNanos() / 1e9;
  }
}
