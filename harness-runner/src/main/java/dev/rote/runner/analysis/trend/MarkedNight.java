package dev.rote.runner.analysis.trend;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * A night of whose machine a reader must know something.
 *
 * @param night when it began
 * @param marks what, a clause each; one or more
 */
public record MarkedNight(Instant night, List<String> marks) {
  public MarkedNight {
    requireNonNull(night, "night is null");
    marks = List.copyOf(marks);
  }
}
