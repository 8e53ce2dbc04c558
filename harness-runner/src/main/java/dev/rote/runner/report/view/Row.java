package dev.rote.runner.report.view;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Learning;
import dev.rote.runner.result.Milestone;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.Zero;
import dev.rote.runner.suite.PaperFigure;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A cell of a run, with the speed of its model on its backend and device.
 *
 * @param source of which run
 * @param cell how it learned
 * @param speed of its model and batch size, if that was to be measured
 */
public record Row(Source source, CellResult cell, Optional<ThroughputResult> speed) {
  public Row {
    requireNonNull(source, "source is null");
    requireNonNull(cell, "cell is null");
    requireNonNull(speed, "speed is null");
  }

  /** Returns which cell it is. */
  public CellKey key() {
    return cell.key();
  }

  /** Returns how it learned. */
  public Learning learning() {
    return cell.learning();
  }

  /** Returns {@code tensorflow cpu}. */
  public String target() {
    return key().backend() + " " + key().device();
  }

  /** Returns when it first met its smallest loss threshold. */
  public Optional<Milestone> zeroLoss() {
    return learning().zeroLoss().flatMap(Zero::reached);
  }

  /** Returns when it first met its error threshold. */
  public Optional<Milestone> zeroError() {
    return learning().zeroError().flatMap(Zero::reached);
  }

  /** Returns how many examples it had seen, each as often as it was shown, up to then. */
  public long examplesSeen(Milestone milestone) {
    return milestone.steps() * key().batch();
  }

  /**
   * What was published of its experiment, and its own of the same epoch: the best one where the
   * figure is of the best, and else the last.
   */
  public record Published(
      PaperFigure figure, OptionalDouble trainAccuracy, OptionalDouble testAccuracy) {}

  /** Returns what was published of its experiment. */
  public Optional<Published> published() {
    return source
        .suite()
        .paper(key())
        .map(figure -> {
          Optional<EpochResult> epoch =
              switch (figure.of()) {
                case BEST -> learning().best();
                case FINAL, UNKNOWN -> learning().last();
              };
          return new Published(
              figure,
              epoch.stream().mapToDouble(EpochResult::trainAccuracy).findFirst(),
              epoch.map(EpochResult::testAccuracy).orElse(OptionalDouble.empty()));
        });
  }

  /** Returns the training accuracy less the test accuracy after the last epoch. */
  public OptionalDouble generalizationGap() {
    Optional<EpochResult> last = learning().last();
    return last.isPresent() && last.get().testAccuracy().isPresent()
        ? OptionalDouble.of(last.get().trainAccuracy() - last.get().testAccuracy().getAsDouble())
        : OptionalDouble.empty();
  }
}
