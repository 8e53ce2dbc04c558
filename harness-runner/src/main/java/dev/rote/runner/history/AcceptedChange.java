package dev.rote.runner.history;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;

/**
 * Somebody's word that a row gives something else from one night on, and that this is right: a new
 * segment of the row begins with that night, and what was before stays where it is.
 *
 * @param schema {@value #SCHEMA}
 * @param suite the suite's name
 * @param cell what the row is called ({@link HistoryEntry#cell})
 * @param cause what changed
 * @param why in the words of whoever accepted it
 * @param from the first night of the new segment
 * @param accepted when that was said
 */
public record AcceptedChange(
    String schema,
    String suite,
    String cell,
    Cause cause,
    String why,
    Instant from,
    Instant accepted)
    implements HistoryLine {
  /** What changed. */
  public enum Cause {
    /** The suite: other data, another network, another way of measuring. */
    SUITE("suite"),
    /** The framework, in another version. */
    FRAMEWORK("framework"),
    /** The machine, its system or its JDK. */
    MACHINE("machine"),
    /** What is tested in these nights: a backend of one's own, or Rote itself. */
    PRODUCT("product");

    private final String id;

    Cause(String id) {
      this.id = id;
    }

    /** Returns the name that a history uses. */
    @JsonValue
    public String id() {
      return id;
    }

    @Override
    public String toString() {
      return id;
    }
  }

  public AcceptedChange {
    HistoryLine.requireKnown(schema);
    requireNonNull(suite, "suite is null");
    requireNonNull(cell, "cell is null");
    requireNonNull(cause, "cause is null");
    requireNonNull(why, "why is null");
    requireNonNull(from, "from is null");
    requireNonNull(accepted, "accepted is null");
  }

  /** Returns what was accepted for a row from that night on. */
  public static AcceptedChange of(HistoryEntry first, Cause cause, String why, Instant accepted) {
    return new AcceptedChange(
        SCHEMA, first.night().suite(), first.cell(), cause, why, first.night().id(), accepted);
  }
}
