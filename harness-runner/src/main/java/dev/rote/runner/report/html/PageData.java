package dev.rote.runner.report.html;

import dev.rote.runner.result.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the script of a page draws and compares. Rows, speeds and figures are named by their places
 * in the lists. Large runs have hundreds of thousands of numbers here, so that those of an epoch
 * stand in lists and not in records, and losses have four digits.
 *
 * @param figures names of the figures whose differences are judged
 * @param rows the cells, in the order of the summary
 * @param speeds the throughputs
 * @param ratios of speeds that may be compared
 * @param learning judged differences of rows of an experiment that are not equal
 * @param incomparable why rows of two runs cannot be compared, where they cannot
 * @param floors per experiment, what rounding alone makes of each step's loss, relative
 * @param sweeps over corruption of labels
 * @param capacities as random labels grow in number
 * @param running whether something of a run is missing
 */
record PageData(
    List<String> figures,
    List<RowData> rows,
    List<SpeedData> speeds,
    List<RatioData> ratios,
    List<DifferenceData> learning,
    List<IncomparableData> incomparable,
    Map<String, List<Double>> floors,
    List<SweepData> sweeps,
    List<CapacityData> capacities,
    boolean running) {

  /**
   * A cell.
   *
   * @param run label of its run; empty in a report of one
   * @param speed place of its model's speed; empty if that was not to be measured
   * @param startup seconds
   * @param memory bytes
   * @param curves by name, a value for each epoch
   * @param parity relative difference of each step's loss from the reference's
   * @param values of the figures
   * @param paper what was published of its experiment
   */
  record RowData(
      String run,
      String model,
      String experiment,
      String name,
      long seed,
      String backend,
      String device,
      Outcome outcome,
      OptionalInt speed,
      OptionalDouble startup,
      OptionalLong memory,
      Curves curves,
      List<Double> parity,
      List<OptionalDouble> values,
      Optional<PaperData> paper) {}

  /**
   * What a paper published of an experiment, and ours of the same epoch.
   *
   * @param of the epoch of the published figure: {@code final}, {@code best} or {@code unknown}
   */
  record PaperData(
      String where,
      String of,
      OptionalDouble trainAccuracy,
      OptionalDouble testAccuracy,
      OptionalDouble ourTrainAccuracy,
      OptionalDouble ourTestAccuracy) {}

  /**
   * How a row learned, a value for each epoch. Losses that are not finite are absent.
   *
   * @param seconds of training calls until its end
   */
  record Curves(
      List<Double> seconds,
      List<Optional<Double>> trainLoss,
      List<Double> trainAccuracy,
      List<Optional<Double>> testLoss,
      List<Double> testAccuracy) {}

  /** Speed of a model on a backend and device. */
  record SpeedData(
      String run,
      String model,
      int batch,
      String backend,
      String device,
      Optional<RateData> training,
      Optional<RateData> inference) {}

  /**
   * A throughput, in examples/s.
   *
   * @param value what is shown, see {@link dev.rote.runner.analysis.Speed#shown}
   * @param low end of its interval or range
   * @param high end of its interval or range
   * @param interval whether it is a 95% interval
   * @param forks the mean of each that was measured, also of those that are set aside
   * @param disturbed for each fork what disturbed it, empty if nothing did; no entries where none
   *     was
   */
  record RateData(
      double value,
      OptionalDouble low,
      OptionalDouble high,
      boolean interval,
      List<Double> forks,
      List<String> disturbed) {}

  /**
   * How many times as fast one speed is as another.
   *
   * @param phase {@code training} or {@code inference}
   * @param differs whether that is seen to be more than chance
   * @param needs what it would take to see it; empty where it is seen
   */
  record RatioData(
      String phase,
      int row,
      int baseline,
      double value,
      OptionalDouble low,
      OptionalDouble high,
      boolean differs,
      Optional<String> needs) {}

  /** What the difference of two rows in a figure means. */
  record DifferenceData(int row, int baseline, int figure, String verdict) {}

  /**
   * Rows that may not be compared.
   *
   * @param what {@code speed} or {@code learning}
   */
  record IncomparableData(String what, int row, int baseline, String why) {}

  /** A row with more and more corrupted labels. */
  record SweepData(String name, List<PointData> points) {}

  /**
   * A row with more and more random labels.
   *
   * @param row of its first point
   * @param examples of each point
   * @param bits per parameter, of each point
   */
  record CapacityData(String name, int row, List<Integer> examples, List<Double> bits) {}

  /** A share of corrupted labels, and what it does. */
  record PointData(double corruption, int row, OptionalDouble slowdown, OptionalDouble testError) {}
}
