package dev.rote.runner.analysis.trend;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;

/**
 * What is known to have changed with a night.
 *
 * @param night the first with it
 * @param kind what changed
 * @param text what, for people
 */
public record Annotation(Instant night, Kind kind, String text) {
  /** What changed. */
  public enum Kind {
    /** Somebody said that the row gives something else from then on, and that this is right. */
    ACCEPTED("accepted"),
    /** It was measured on another machine. */
    MACHINE("machine"),
    /** Another build ran. */
    BUILD("build");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** Returns its name. */
    @JsonValue
    public String id() {
      return id;
    }

    @Override
    public String toString() {
      return id;
    }
  }

  public Annotation {
    requireNonNull(night, "night is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(text, "text is null");
  }
}
