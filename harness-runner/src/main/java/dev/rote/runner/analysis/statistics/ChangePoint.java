package dev.rote.runner.analysis.statistics;

import static java.util.Objects.requireNonNull;

/**
 * Where a series changed.
 *
 * @param index in the series, of the first value after the change
 * @param shift of the stretch that begins here, up to the next change, from the stretch before. Its
 *     p-value says which kind of change it is, not that there is one: the place was chosen because
 *     both sides differ there, which makes any p-value small
 */
public record ChangePoint(int index, RankShift shift) {
  private static final double SIGNIFICANCE = 0.01;

  public ChangePoint {
    requireNonNull(shift, "shift is null");
  }

  /**
   * Returns whether the values moved up or down. Otherwise they changed in another way: they
   * scatter more than before, or less, about the same middle.
   */
  public boolean moves() {
    return shift.p() <= SIGNIFICANCE;
  }
}
