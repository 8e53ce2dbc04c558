package dev.rote.runner.report.view.answer;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.rote.runner.analysis.learning.OverSeeds;
import dev.rote.runner.analysis.learning.Twins.Comparison;
import dev.rote.runner.analysis.statistics.Equivalence;
import dev.rote.runner.report.view.Remark;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.RunResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    remarks.add(outcomes(source));
    equivalent(run).ifPresent(remarks::add);
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

  private static Remark outcomes(Source source) {
    RunResult run = source.run();
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
    long asPublished = cells.stream().filter(cell -> isAsPublished(source, cell)).count();
    String text =
        "%d of %d cells%s reached what the suite asks for; %s%s."
            .formatted(
                reached,
                cells.size(),
                soFar(run),
                others,
                asPublished == 0
                    ? ""
                    : ", of which %d did not converge where it was published, either"
                        .formatted(asPublished));
    return reached + asPublished == cells.size() ? Remark.plain(text) : Remark.caution(text);
  }

  private static boolean isAsPublished(Source source, CellResult cell) {
    return (cell.outcome() == Outcome.NOT_REACHED || cell.outcome() == Outcome.DIVERGED)
        && source.suite().paper(cell.key()).filter(figure -> !figure.converged()).isPresent();
  }

  /** What was shown to be the same, which is more than that no difference was seen. */
  private static Optional<Remark> equivalent(RunResult run) {
    List<OverSeeds> compared =
        OverSeeds.of(run).stream().filter(row -> !verdicts(row).isEmpty()).toList();
    if (compared.isEmpty()) {
      return Optional.empty();
    }
    long same =
        compared.stream()
            .filter(row -> verdicts(row).equals(Set.of(Equivalence.Verdict.EQUIVALENT)))
            .count();
    long different =
        compared.stream()
            .filter(row -> verdicts(row).contains(Equivalence.Verdict.DIFFERENT))
            .count();
    String text =
        "Over seeds, %d of %d rows are shown to be equivalent to the first row of their experiment, epochs within %.0f%% and accuracies within %.0f point%s."
            .formatted(
                same,
                compared.size(),
                100 * OverSeeds.EPOCHS,
                100 * OverSeeds.ACCURACY,
                different == 0 ? "" : "; %d differ by more".formatted(different));
    if (different > 0) {
      return Optional.of(Remark.caution(text));
    }
    return Optional.of(same == compared.size() ? Remark.good(text) : Remark.plain(text));
  }

  private static Set<Equivalence.Verdict> verdicts(OverSeeds row) {
    return row.figures().values().stream()
        .flatMap(summary -> summary.beside().stream())
        .map(Equivalence::verdict)
        .collect(toSet());
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
