package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Layer;
import dev.rote.testkit.clause.Clause;
import dev.rote.testkit.clause.Clauses;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ClausesTest {
  @Test
  void everyClauseHasANameOfItsOwn() {
    assertThat(Clauses.all())
        .extracting(Clause::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z][a-z0-9-]*"));
  }

  @Test
  void everyKindOfLayerHasAClause() {
    assertThat(Clauses.all())
        .extracting(Clause::id)
        .containsAll(
            Arrays.stream(Layer.class.getPermittedSubclasses())
                .map(kind -> "layer-" + hyphenated(kind.getSimpleName()))
                .toList());
  }

  /** Returns {@code max-pool} for {@code MaxPool}. */
  private static String hyphenated(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
