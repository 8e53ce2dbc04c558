package dev.rote.runner.analysis.comparison;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became of a row from one build to the next, what a reader must see first. */
public enum Verdict {
  /** It is slower, or does not come to the end that it came to. */
  REGRESSED("regressed"),
  /** It learns otherwise, whatever its speed: a win of speed by other arithmetic is none. */
  SEMANTIC_CHANGE("semantic change"),
  /** Too little is known to say so. */
  INCONCLUSIVE("inconclusive"),
  /** It is in the first run only. */
  MISSING("missing"),
  /** It is faster, or comes to an end that it did not come to. */
  IMPROVED("improved"),
  /** It is in the second run only. */
  NEW("new"),
  /** What differs is less than anybody minds. */
  UNCHANGED("unchanged");

  private final String id;

  Verdict(String id) {
    this.id = id;
  }

  /** Returns the name that people and results use. */
  @JsonValue
  public String id() {
    return id;
  }

  /** Returns whether somebody must look at it. */
  public boolean alarms() {
    return this == REGRESSED || this == SEMANTIC_CHANGE;
  }

  /** Returns whether the question is open. */
  public boolean open() {
    return this == INCONCLUSIVE || this == MISSING;
  }

  @Override
  public String toString() {
    return id;
  }
}
