package dev.rote.runner.report.view;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.rote.runner.analysis.Twins.Comparison;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.RunResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the rows of each experiment learn the same, as far as rounding and seeds let one tell.
 */
final class LearningAnswer {
  /** More experiments than these are counted, and not named. */
  private static final int MOST_NAMES = 3;

  private LearningAnswer() {}

  static List<Remark> of(Source source) {
    RunResult run = source.run();
    if (run.cells().isEmpty()) {
      return List.of(Remark.plain("No cell is done."));
    }
    List<Remark> remarks = new ArrayList<>();
    remarks.add(outcomes(run));
    List<Comparison> comparisons = new ArrayList<>(source.twins().comparisons());
    comparisons.addAll(source.twins().comparisonsOverSeeds());
    List<Comparison> differing =
        comparisons.stream().filter(comparison -> !comparison.same()).toList();
    if (comparisons.isEmpty()) {
      remarks.add(Remark.plain("No experiment has two rows that can be compared."));
    } else if (differing.isEmpty()) {
      remarks.add(
          Remark.good(
              "In every figure, epochs and accuracies, the rows of each experiment are equal."));
    } else {
      addDifferences(remarks, differing);
    }
    return remarks;
  }

  private static Remark outcomes(RunResult run) {
    List<CellResult> cells = run.cells();
    Map<Outcome, Long> counts =
        cells.stream()
            .collect(
                groupingBy(CellResult::outcome, () -> new EnumMap<>(Outcome.class), counting()));
    long reached = counts.getOrDefault(Outcome.REACHED, 0L);
    if (reached == cells.size()) {
      return Remark.good(
          cells.size() == 1
              ? "The only cell reached what the suite asks for."
              : "All %d cells%s reached what the suite asks for."
                  .formatted(cells.size(), soFar(run)));
    }
    String others =
        counts.entrySet().stream()
            .filter(count -> count.getKey() != Outcome.REACHED)
            .map(count -> "%d %s".formatted(count.getValue(), count.getKey()))
            .collect(joining(", "));
    return Remark.caution(
        "%d of %d cells%s reached what the suite asks for; %s."
            .formatted(reached, cells.size(), soFar(run), others));
  }

  private static String soFar(RunResult run) {
    return run.missing() > 0 ? " that are done" : "";
  }

  private static void addDifferences(List<Remark> remarks, List<Comparison> differing) {
    List<Comparison> apart =
        differing.stream().filter(comparison -> !comparison.apart().isEmpty()).toList();
    List<Comparison> within =
        differing.stream()
            .filter(comparison -> comparison.apart().isEmpty() && comparison.enough())
            .toList();
    List<Comparison> open =
        differing.stream()
            .filter(comparison -> comparison.apart().isEmpty() && !comparison.enough())
            .toList();
    if (!apart.isEmpty()) {
      remarks.add(
          Remark.caution("Rows differ by more than rounding makes in %s.".formatted(names(apart))));
    }
    if (!within.isEmpty()) {
      remarks.add(
          Remark.good(
              "Rows differ by no more than rounding or another seed makes in %s."
                  .formatted(names(within))));
    }
    if (!open.isEmpty()) {
      int fewest = open.stream().mapToInt(Comparison::fewest).max().orElseThrow();
      remarks.add(
          Remark.plain(
              "Rows differ in %s; rounding alone may have made it, which --twins %d would tell."
                  .formatted(names(open), fewest)));
    }
  }

  private static String names(List<Comparison> comparisons) {
    List<String> names =
        comparisons.stream()
            .map(comparison ->
                "%s of %s".formatted(comparison.figure().name(), comparison.experiment()))
            .distinct()
            .toList();
    int more = names.size() - MOST_NAMES;
    return names.stream().limit(MOST_NAMES).collect(joining("; "))
        + (more > 0 ? "; and %d more".formatted(more) : "");
  }
}
