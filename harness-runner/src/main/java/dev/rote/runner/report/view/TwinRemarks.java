package dev.rote.runner.report.view;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.rote.runner.analysis.learning.Figure;
import dev.rote.runner.analysis.learning.Spread;
import dev.rote.runner.analysis.learning.Twins;
import dev.rote.runner.analysis.learning.Twins.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether rows of an experiment differ by more than rounding alone makes. */
final class TwinRemarks {
  /** More pairs than these are counted, and not named. */
  private static final int MOST_PAIRS = 3;

  private TwinRemarks() {}

  /**
   * Returns a sentence or more for each experiment whose rows differ: by more than rounding makes,
   * by no more than that, or nobody knows.
   */
  static List<Remark> of(Twins twins) {
    Map<String, List<Comparison>> differing =
        twins.comparisons().stream()
            .filter(comparison -> !comparison.same())
            .collect(groupingBy(Comparison::experiment, LinkedHashMap::new, toList()));
    if (differing.isEmpty()) {
      return List.of();
    }
    if (!twins.any()) {
      return differing.values().stream().flatMap(List::stream).anyMatch(TwinRemarks::isOfEpochs)
          ? List.of(Remark.plain(unknown(differing)))
          : List.of();
    }
    List<Remark> remarks = new ArrayList<>();
    differing.forEach(
        (experiment, comparisons) -> remarks.addAll(remarks(experiment, comparisons)));
    return remarks;
  }

  private static boolean isOfEpochs(Comparison comparison) {
    return comparison.figure().threshold().isPresent();
  }

  private static String unknown(Map<String, List<Comparison>> differing) {
    int fewest =
        differing.values().stream()
            .flatMap(List::stream)
            .mapToInt(Comparison::fewest)
            .max()
            .orElseThrow();
    return "epochs of %s differ between rows, which rounding alone may do: --twins %d shows how much it does"
        .formatted(String.join(", ", differing.keySet()), fewest);
  }

  private static List<Remark> remarks(String experiment, List<Comparison> comparisons) {
    List<Remark> remarks = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      if (!comparison.apart().isEmpty()) {
        remarks.add(Remark.caution(apart(comparison)));
      }
    }
    List<Comparison> within =
        comparisons.stream().filter(each -> each.apart().isEmpty() && each.enough()).toList();
    if (!within.isEmpty()) {
      remarks.add(
          Remark.plain(
              "%s: rows differ by no more than rounding alone makes in %s"
                  .formatted(experiment, names(within))));
    }
    List<Comparison> open =
        comparisons.stream().filter(each -> each.apart().isEmpty() && !each.enough()).toList();
    if (!open.isEmpty()) {
      remarks.add(
          Remark.plain(
              "%s: whether rows differ by more than rounding in %s is open, as so few twins of them have ended: --twins %d would do"
                  .formatted(experiment, names(open), open.getFirst().fewest())));
    }
    return remarks;
  }

  private static String names(List<Comparison> comparisons) {
    return comparisons.stream()
        .map(comparison -> comparison.figure().name())
        .collect(joining(", "));
  }

  private static String apart(Comparison comparison) {
    Figure figure = comparison.figure();
    String pairs =
        comparison.apart().stream()
            .limit(MOST_PAIRS)
            .map(pair -> row(figure, pair.lower()) + " from " + row(figure, pair.higher()))
            .collect(joining("; "));
    int more = comparison.apart().size() - MOST_PAIRS;
    return "%s: in %s, rows differ by more than rounding alone makes: %s%s"
        .formatted(
            comparison.experiment(),
            figure.name(),
            pairs,
            more > 0 ? " (and %d more pairs)".formatted(more) : "");
  }

  private static String row(Figure figure, Spread spread) {
    return "%s %s (%s)"
        .formatted(spread.key().backend(), spread.key().device(), Texts.range(figure, spread));
  }
}
