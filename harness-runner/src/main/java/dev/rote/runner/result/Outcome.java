package dev.rote.runner.result;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a cell ended. All but the last three are results about the framework, not errors. */
public enum Outcome {
  /** It reached what the stop rule asks for. */
  REACHED("reached"),
  /** It did not within the epochs of the stop rule. */
  NOT_REACHED("not-reached"),
  /** Its loss became infinite or not a number. */
  DIVERGED("diverged"),
  /** The backend has no code for a layer of the model. */
  UNSUPPORTED("unsupported"),
  /** The device, its natives or the data are not on this machine. */
  UNAVAILABLE("unavailable"),
  /** Its process ended before it had finished. */
  CRASHED("crashed"),
  /** It was stopped by the timeout of the stop rule. */
  TIMED_OUT("timed-out");

  private final String id;

  Outcome(String id) {
    this.id = id;
  }

  /** Returns the name that results use, such as {@code not-reached}. */
  @JsonValue
  public String id() {
    return id;
  }

  /** Returns whether a requested cell gave no result. */
  public boolean failed() {
    return switch (this) {
      case UNAVAILABLE, CRASHED, TIMED_OUT -> true;
      case REACHED, NOT_REACHED, DIVERGED, UNSUPPORTED -> false;
    };
  }

  /** Returns whether it trained until its stop rule or a divergence ended it. */
  public boolean ranToItsEnd() {
    return !failed() && this != UNSUPPORTED;
  }

  @Override
  public String toString() {
    return id;
  }
}
