package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/**
 * What is called zero, measured over the whole training set in evaluation mode at an epoch's end.
 *
 * @param quantity what is measured
 * @param atMost the largest value that counts as zero
 */
public record Threshold(Quantity quantity, double atMost) {
  /** What a threshold is about. */
  public enum Quantity {
    /** The share of training examples that are classified wrongly. */
    ERROR("error"),
    /** The mean loss of the training set. */
    LOSS("loss");

    private final String id;

    Quantity(String id) {
      this.id = id;
    }

    /** Returns the name that results use. */
    @JsonValue
    public String id() {
      return id;
    }
  }

  private static final int MOST_DIGITS = 20;

  public Threshold {
    requireNonNull(quantity, "quantity is null");
  }

  /** Returns the threshold on the error. */
  public static Threshold error(double atMost) {
    return new Threshold(Quantity.ERROR, atMost);
  }

  /** Returns a threshold on the loss. */
  public static Threshold loss(double atMost) {
    return new Threshold(Quantity.LOSS, atMost);
  }

  /** Returns {@code error}, or a loss with its value, such as {@code loss0.01}. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String name() {
    return switch (quantity) {
      case ERROR -> quantity.id();
      case LOSS -> quantity.id() + number(BigDecimal.valueOf(atMost).stripTrailingZeros());
    };
  }

  /** Returns what people call it, such as {@code error 0} or {@code loss 0.01}. */
  public String text() {
    return quantity.id() + " " + number(BigDecimal.valueOf(atMost).stripTrailingZeros());
  }

  /** Returns the digits, or an exponent where they would be mostly zeros. */
  private static String number(BigDecimal value) {
    return Math.abs(value.scale()) <= MOST_DIGITS ? value.toPlainString() : value.toString();
  }

  /** Returns whether an evaluation of the training set meets it. */
  public boolean metBy(Evaluation train) {
    return switch (quantity) {
      case ERROR -> train.error() <= atMost;
      case LOSS -> train.loss() <= atMost;
    };
  }
}
