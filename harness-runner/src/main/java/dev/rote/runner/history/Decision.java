package dev.rote.runner.history;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a night decided about one measure of a row: how fast it trains, how fast it predicts, or how
 * it learns.
 *
 * @param kind what follows from it
 * @param verdict what a comparison calls it, such as {@code regressed}
 * @param why the reason, for people
 * @param against the night whose build it was compared with; empty if with none
 * @param ratio how many times as fast it is as with that build; empty where no speed was compared
 * @param low where the true ratio is, at 95%: the lower end
 * @param high the upper end
 * @param rounds in which both builds took turns; 0 if they did not
 */
public record Decision(
    Kind kind,
    String verdict,
    String why,
    Optional<Instant> against,
    OptionalDouble ratio,
    OptionalDouble low,
    OptionalDouble high,
    int rounds) {
  /** What follows from a decision. */
  public enum Kind {
    /** It is worse, or learns otherwise, and that was confirmed: somebody must look at it. */
    ALARM("alarm"),
    /** It is better, and that was confirmed. */
    GAIN("gain"),
    /** Something was seen that was not confirmed, or could not be. */
    NOTE("note"),
    /** It is as it was. */
    NONE("none");

    private final String id;

    Kind(String id) {
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

  public Decision {
    requireNonNull(kind, "kind is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(why, "why is null");
    requireNonNull(against, "against is null");
    requireNonNull(ratio, "ratio is null");
    requireNonNull(low, "low is null");
    requireNonNull(high, "high is null");
  }

  /** Returns a decision for which no speeds were compared. */
  public static Decision of(Kind kind, String verdict, String why, Optional<Instant> against) {
    return new Decision(
        kind,
        verdict,
        why,
        against,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        0);
  }
}
