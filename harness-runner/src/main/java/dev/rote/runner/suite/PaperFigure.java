package dev.rote.runner.suite;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a paper published for an experiment, for a report to show beside what a run gave. It decides
 * no result, so that no hash is over it.
 *
 * @param model name of the model that the figure is of; empty where it is of every model
 * @param converged whether training converged; where it did not, that may be all there is
 * @param trainAccuracy share of the training set that was classified rightly, 0 to 1
 * @param testAccuracy the same of the test set; one of the two is there where training converged
 * @param slowdown how many times as long it took to zero as with true labels and pictures
 * @param of which epoch it is the figure of
 * @param where it was published, for people, 1 to {@value #LONGEST_TEXT} characters
 * @param unlike how the experiment differs from the published one, for people, as long; empty if it
 *     is set up alike
 */
public record PaperFigure(
    Optional<String> model,
    boolean converged,
    OptionalDouble trainAccuracy,
    OptionalDouble testAccuracy,
    Optional<Times> slowdown,
    Epoch of,
    String where,
    Optional<String> unlike) {
  /** It stands beside a figure in a report. */
  public static final int LONGEST_TEXT = 200;

  public PaperFigure {
    requireNonNull(model, "model is null");
    requireShare("trainAccuracy", trainAccuracy);
    requireShare("testAccuracy", testAccuracy);
    requireNonNull(slowdown, "slowdown is null");
    if (converged && trainAccuracy.isEmpty() && testAccuracy.isEmpty() && slowdown.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no trainAccuracy, no testAccuracy and no slowdown, allowed is one of them or more, or that training did not converge");
    }
    requireNonNull(of, "of is null");
    requireText("where", where);
    unlike.ifPresent(text -> requireText("unlike", text));
  }

  private static void requireText(String name, String text) {
    if (!isText(text)) {
      throw new IllegalArgumentException(
          "%s has %d characters, allowed are 1 to %d, not all of them blank"
              .formatted(name, length(text), LONGEST_TEXT));
    }
  }

  private static void requireShare(String name, OptionalDouble value) {
    if (value.isPresent() && !(value.getAsDouble() >= 0 && value.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "%s is %s, allowed is 0 to 1".formatted(name, value.getAsDouble()));
    }
  }

  /** Returns whether a text may say where a figure was published, or how it is unlike ours. */
  public static boolean isText(String text) {
    return !text.isBlank() && length(text) <= LONGEST_TEXT;
  }

  /** Returns the same figure beside an experiment that differs from the published one in more. */
  public PaperFigure unlike(String more) {
    String all = unlike.map(before -> before + "; " + more).orElse(more);
    return new PaperFigure(
        model,
        converged,
        trainAccuracy,
        testAccuracy,
        slowdown,
        of,
        where,
        Optional.of(isText(all) ? all : more));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns whether it is the figure of that model. */
  public boolean isOf(String model) {
    return this.model.map(model::equals).orElse(true);
  }

  /** Returns whether there is a model that both are figures of. */
  public boolean overlaps(PaperFigure other) {
    return other.model.map(this::isOf).orElse(true);
  }

  /**
   * How many times as much, as a range.
   *
   * @param least more than 0
   * @param most as much or more
   */
  public record Times(double least, double most) {
    public Times {
      if (!(least > 0 && least <= most && Double.isFinite(most))) {
        throw new IllegalArgumentException(
            "slowdown is from %s to %s, allowed is more than 0, the smaller number first"
                .formatted(least, most));
      }
    }
  }

  /**
   * Which epoch a published figure is of: published figures have confused the last one with the
   * best one, which is chosen by the test set and therefore higher.
   */
  public enum Epoch {
    /** The last one. */
    FINAL("final"),
    /** That of the highest test accuracy. */
    BEST("best"),
    /** Where it was published it is not said. */
    UNKNOWN("unknown");

    private final String id;

    Epoch(String id) {
      this.id = id;
    }

    /** Returns the name that suites use. */
    public String id() {
      return id;
    }
  }
}
