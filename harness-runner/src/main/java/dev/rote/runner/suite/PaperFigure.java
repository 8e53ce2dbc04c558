package dev.rote.runner.suite;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a paper published for an experiment, for a report to show beside what a run gave. It decides
 * no result, so that no hash is over it.
 *
 * @param model name of the model that the figure is of; empty where it is of every model
 * @param trainAccuracy share of the training set that was classified rightly, 0 to 1
 * @param testAccuracy the same of the test set; one of the two is there
 * @param of which epoch it is the figure of
 * @param where it was published, for people, 1 to {@value #LONGEST_WHERE} characters
 */
public record PaperFigure(
    Optional<String> model,
    OptionalDouble trainAccuracy,
    OptionalDouble testAccuracy,
    Epoch of,
    String where) {
  /** It stands beside a figure in a report. */
  public static final int LONGEST_WHERE = 200;

  public PaperFigure {
    requireNonNull(model, "model is null");
    requireShare("trainAccuracy", trainAccuracy);
    requireShare("testAccuracy", testAccuracy);
    if (trainAccuracy.isEmpty() && testAccuracy.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no trainAccuracy and no testAccuracy, allowed is one of them or both");
    }
    requireNonNull(of, "of is null");
    if (!isWhere(where)) {
      throw new IllegalArgumentException(
          "where has %d characters, allowed are 1 to %d, not all of them blank"
              .formatted(length(where), LONGEST_WHERE));
    }
  }

  private static void requireShare(String name, OptionalDouble value) {
    if (value.isPresent() && !(value.getAsDouble() >= 0 && value.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "%s is %s, allowed is 0 to 1".formatted(name, value.getAsDouble()));
    }
  }

  /** Returns whether a text may say where a figure was published. */
  public static boolean isWhere(String text) {
    return !text.isBlank() && length(text) <= LONGEST_WHERE;
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
