package dev.rote.runner.cli.output;

import dev.rote.runner.plan.Experiment;
import dev.rote.runner.suite.Measuring;
import dev.rote.runner.suite.Suite;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Roughly how long a run of a suite takes on one backend and device of this machine, if every cell
 * takes all of its epochs: its operations, of which frameworks do a share of what the processor
 * can.
 *
 * @param flops of all training and evaluation, of matrix products and convolutions
 * @param measuring how long throughput is measured
 * @param peak what the processor does, FLOP/s
 */
public record RunEstimate(double flops, Duration measuring, double peak) {
  /** What frameworks were seen to reach of the peak, from small networks to large ones. */
  private static final double LEAST_SHARE = 0.15;

  private static final double MOST_SHARE = 0.6;
  private static final Duration LONG = Duration.ofDays(1);

  /**
   * Estimates.
   *
   * @param experiments of the suite that are to be run
   * @param peak of the processor in FLOP/s
   */
  public static RunEstimate of(Suite suite, List<Experiment> experiments, double peak) {
    double flops = 0;
    for (Experiment experiment : experiments) {
      flops += (1 + suite.twins()) * flops(experiment);
    }
    long models = experiments.stream().map(each -> each.model().name()).distinct().count();
    return new RunEstimate(flops, measuring(suite.measure()).multipliedBy(models), peak);
  }

  private static double flops(Experiment experiment) {
    int train = experiment.data().train();
    long trained = (long) (train / experiment.batchSize()) * experiment.batchSize();
    double epoch =
        (double) trained * experiment.model().trainingFlops()
            + (double) (train + experiment.data().test()) * experiment.model().predictionFlops();
    return experiment.stop().maxEpochs() * epoch;
  }

  /** Of one model: training and inference at every batch size. */
  private static Duration measuring(Measuring measuring) {
    return measuring
        .warmupTime()
        .multipliedBy(measuring.warmupIterations())
        .plus(measuring.iterationTime().multipliedBy(measuring.iterations()))
        .multipliedBy(2L * measuring.forks() * measuring.batchSizes().size());
  }

  private Duration at(double share) {
    return measuring.plusMillis(Math.round(1000 * flops / (share * peak)));
  }

  /** Returns whether it takes so long that a user will want to know. */
  public boolean isLong() {
    return at(MOST_SHARE).compareTo(LONG) >= 0;
  }

  /** Returns a sentence about it. */
  public String sentence() {
    return String.format(
            Locale.ROOT,
            "A run takes %s at most here for each backend and device, roughly: that is if all epochs are needed, %.1e FLOPs at 15%% to 60%% of the %.0f GFLOP/s of this processor.",
            range(at(MOST_SHARE), at(LEAST_SHARE)),
            flops,
            peak / 1e9)
        + (isLong() ? " These are days: a profile, --train or --experiment make it less." : "");
  }

  private static String range(Duration least, Duration most) {
    String from = text(least);
    String to = text(most);
    if (from.equals(to)) {
      return from;
    }
    boolean sameUnit = from.substring(from.indexOf(' ')).equals(to.substring(to.indexOf(' ')));
    return (sameUnit ? from.substring(0, from.indexOf(' ')) : from) + " to " + to;
  }

  private static String text(Duration duration) {
    if (duration.toDays() >= 2) {
      return counted(Math.round(duration.toHours() / 24.0), "days");
    }
    if (duration.toHours() >= 2) {
      return counted(Math.round(duration.toMinutes() / 60.0), "hours");
    }
    return duration.toMinutes() >= 2
        ? counted(Math.round(duration.toSeconds() / 60.0), "minutes")
        : counted(Math.max(2, duration.toSeconds()), "seconds");
  }

  private static String counted(long count, String unit) {
    return count + " " + unit;
  }
}
