package dev.rote.runner.analysis.learning;

import dev.rote.runner.analysis.learning.Twins.Comparison;
import dev.rote.runner.result.CellResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What a difference of two rows in a figure of their learning means. */
public enum LearningDifference {
  /** There is none. */
  NONE,
  /** It is no more than rounding, or another seed, makes. */
  WITHIN,
  /** It is more than either makes. */
  BEYOND,
  /** Too few twins and seeds have been trained to tell. */
  OPEN;

  /** Judges the differences of a run. */
  public static final class Judge {
    private final Twins twins;
    private final Map<Question, Comparison> comparisons = new HashMap<>();

    /** A figure of what two rows share: an experiment, or what differs from it by a seed only. */
    private record Question(String experiment, String figure) {}

    /** Prepares the judgement of a run. */
    public Judge(Twins twins) {
      this.twins = twins;
      Stream.of(twins.comparisons(), twins.comparisonsOverSeeds())
          .flatMap(List::stream)
          .filter(Comparison::enough)
          .forEach(comparison ->
              comparisons.put(
                  new Question(comparison.experiment(), comparison.figure().name()), comparison));
    }

    /** Returns the figures of the run. */
    public List<Figure> figures() {
      return twins.figures();
    }

    /**
     * Judges two rows of an experiment. Twins decide where there are enough of them, then seeds.
     *
     * @return empty where one of the rows did not come to its end, or has no such figure
     */
    public Optional<LearningDifference> of(CellResult row, CellResult baseline, Figure figure) {
      if (twins.spread(row, figure).isEmpty() || twins.spread(baseline, figure).isEmpty()) {
        return Optional.empty();
      }
      OptionalDouble value = figure.of().apply(row.learning());
      if (value.equals(figure.of().apply(baseline.learning()))) {
        return Optional.of(NONE);
      }
      return Optional.of(
          verdict(row.key().experiment(), row, baseline, figure)
              .or(() -> verdict(Twins.family(row), row, baseline, figure))
              .orElse(OPEN));
    }

    private Optional<LearningDifference> verdict(
        String experiment, CellResult row, CellResult baseline, Figure figure) {
      return Optional.ofNullable(comparisons.get(new Question(experiment, figure.name())))
          .map(comparison ->
              comparison.apart(place(comparison, row), place(comparison, baseline))
                  ? BEYOND
                  : WITHIN);
    }

    private static int place(Comparison comparison, CellResult row) {
      for (int i = 0; i < comparison.rows().size(); i++) {
        if (comparison.rows().get(i).key().backend().equals(row.key().backend())
            && comparison.rows().get(i).key().device().equals(row.key().device())) {
          return i;
        }
      }
      throw new IllegalArgumentException(row.key() + " is no row of " + comparison.experiment());
    }
  }
}
