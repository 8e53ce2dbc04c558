package dev.rote.runner.analysis.comparison;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.analysis.RunDifference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two builds compared, row by row.
 *
 * @param base label of what is compared with
 * @param head label of what is compared
 * @param rules when a difference is called one
 * @param interleaved whether the forks of both took turns, in rounds of one run
 * @param notComparable why speeds cannot be compared, a clause each; empty if they can
 * @param commonShift how many times as fast nearly all rows are, which is likelier the machine than
 *     every build; empty if they have not moved together, or took turns
 * @param learning of every cell
 * @param speeds of every speed, training before inference
 */
public record RunComparison(
    String base,
    String head,
    Rules rules,
    boolean interleaved,
    List<String> notComparable,
    OptionalDouble commonShift,
    List<LearningComparison> learning,
    List<SpeedComparison> speeds) {
  public RunComparison {
    notComparable = List.copyOf(notComparable);
    requireNonNull(commonShift, "commonShift is null");
    learning = List.copyOf(learning);
    speeds = List.copyOf(speeds);
  }

  /**
   * Compares two runs, or two builds of one run.
   *
   * @param base what is compared with
   * @param head what is compared
   */
  public static RunComparison of(Side base, Side head, Rules rules) {
    boolean interleaved = base.run() == head.run();
    RunDifference difference = RunDifference.between(base.run(), head.run());
    List<String> notComparable = interleaved ? List.of() : difference.speed();
    List<LearningComparison> learning =
        new LearningVerdicts(base, head, difference.experiments(), rules).all();
    List<SpeedComparison> judged =
        new SpeedVerdicts(base, head, interleaved, notComparable, rules).all();
    Optional<CommonShift> common = interleaved ? Optional.empty() : CommonShift.of(judged, rules);
    List<SpeedComparison> speeds =
        judged.stream()
            .map(speed -> common.map(shift -> shift.applied(speed)).orElse(speed))
            .map(speed -> inLightOf(learning, speed))
            .toList();
    return new RunComparison(
        base.label(),
        head.label(),
        rules,
        interleaved,
        notComparable,
        common.map(CommonShift::ratio).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        learning,
        speeds);
  }

  /** A win of speed by other arithmetic is none. */
  private static SpeedComparison inLightOf(
      List<LearningComparison> learning, SpeedComparison speed) {
    boolean learnsOtherwise =
        learning.stream()
            .anyMatch(cell ->
                cell.verdict() == Verdict.SEMANTIC_CHANGE && speed.row().sharesSpeed(cell.row()));
    return learnsOtherwise && speed.verdict() == Verdict.IMPROVED
        ? speed.with(
            Verdict.SEMANTIC_CHANGE,
            speed.why() + "; but it learns otherwise, so that it is no win")
        : speed;
  }

  /** Returns whether some row has regressed, or learns otherwise. */
  public boolean alarms() {
    return verdicts().anyMatch(Verdict::alarms);
  }

  /** Returns whether the question is open for some row, or there is none at all. */
  public boolean open() {
    return verdicts().findAny().isEmpty() || verdicts().anyMatch(Verdict::open);
  }

  private Stream<Verdict> verdicts() {
    return Stream.concat(
        learning.stream().map(LearningComparison::verdict),
        speeds.stream().map(SpeedComparison::verdict));
  }

  /** Returns the rows of both, those of the second that are new at the end. */
  static List<RowKey> union(Set<RowKey> base, Set<RowKey> head) {
    Set<RowKey> union = new LinkedHashSet<>(base);
    union.addAll(head);
    return new ArrayList<>(union);
  }
}
