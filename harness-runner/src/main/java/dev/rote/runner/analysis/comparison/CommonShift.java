package dev.rote.runner.analysis.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A shift that the rows of two runs have in common. Forks of one run share the hour in which they
 * ran: a virtual machine may be half as fast an hour later, by processor time as well, and then
 * every backend moves, whatever its build. No number of forks tells that from a change of all
 * builds; only builds that take turns in one run do.
 *
 * @param ratio the median of the rows' ratios
 */
record CommonShift(double ratio) {
  /** Fewer backends and devices may well have changed all together. */
  private static final int FEWEST_ROWS = 3;

  /** Of the rows, how many must have moved to one side. */
  private static final double MOST = 0.75;

  /**
   * Looks for one.
   *
   * @param speeds of two runs that did not take turns
   */
  static Optional<CommonShift> of(List<SpeedComparison> speeds, Rules rules) {
    List<SpeedComparison> measured =
        speeds.stream().filter(speed -> speed.wall().isPresent()).toList();
    double[] ratios =
        measured.stream().mapToDouble(speed -> speed.wall().get().ratio()).sorted().toArray();
    if (measured.stream().map(SpeedComparison::row).distinct().count() < FEWEST_ROWS) {
      return Optional.empty();
    }
    double median = (ratios[(ratios.length - 1) / 2] + ratios[ratios.length / 2]) / 2;
    long alike = Arrays.stream(ratios).filter(ratio -> ratio < 1 == median < 1).count();
    return rules.isSmall(median) || alike < MOST * ratios.length
        ? Optional.empty()
        : Optional.of(new CommonShift(median));
  }

  /**
   * Returns the row, whose difference is not called one any more where it has gone with the others.
   */
  SpeedComparison applied(SpeedComparison speed) {
    boolean decided = speed.verdict() == Verdict.REGRESSED || speed.verdict() == Verdict.IMPROVED;
    return decided && speed.wall().isPresent() && speed.wall().get().ratio() < 1 == ratio < 1
        ? speed.with(
            Verdict.INCONCLUSIVE,
            String.format(
                Locale.ROOT,
                "%s; but so have nearly all rows moved, by %+.1f%%, which is likelier the machine than every build",
                speed.why(),
                100 * (ratio - 1)))
        : speed;
  }
}
