package dev.rote.testkit.clause;

import java.util.List;
import java.util.stream.Stream;

/** Every clause of the contract, in the order in which a plugin author would get them right. */
public final class Clauses {
  private static final List<Clause> ALL =
      Stream.of(
              HarnessClauses.all(),
              LifecycleClauses.all(),
              LayerClauses.all(),
              TrainingClauses.all(),
              PredictionClauses.all(),
              PaperClauses.all(),
              OutputClauses.all(),
              ProcessClauses.all(),
              FootprintClauses.all(),
              MemoryClauses.all())
          .flatMap(List::stream)
          .toList();

  private Clauses() {}

  /** Returns all of them. */
  public static List<Clause> all() {
    return ALL;
  }

  /**
   * Returns the one of that id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Clause byId(String id) {
    return ALL.stream()
        .filter(clause -> clause.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no clause " + id));
  }
}
