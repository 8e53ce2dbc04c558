package dev.rote.runner.worker;

import dev.rote.runner.result.Contention;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.suite.Measuring;
import dev.rote.runner.wire.Event;
import dev.rote.runner.wire.MeasureFork;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Lets JMH run {@link ThroughputBenchmark} in this process: training and then predictions. The
 * worker itself is the fork, a fresh JVM with the environment of its backend. JMH would start two
 * more, one for each, which load the same natives and data again; and it runs the forks of one
 * benchmark in a row, while here those of all backends take turns.
 */
final class MeasureForkPerformer implements Performer<MeasureFork> {
  private static final Pattern BENCHMARKS =
      Pattern.compile(Pattern.quote(ThroughputBenchmark.class.getName() + "."));

  @Override
  public void perform(MeasureFork job, Consumer<Event> events) throws RunnerException {
    // JMH's lock allows one run per machine; the command line already runs one cell at a time.
    System.setProperty("jmh.ignoreLock", "true");
    ThroughputBenchmark.inputs(CellInputs.prepare(job.cell(), job.batchSize()), job.burn());
    Collection<RunResult> results = new Runner(options(job.measuring())).run();
    events.accept(new MeasureFork.ForkMeasured(samples(results)));
  }

  private static Options options(Measuring measuring) {
    return new OptionsBuilder()
        .include(BENCHMARKS.pattern())
        .forks(0)
        .threads(1)
        .warmupIterations(measuring.warmupIterations())
        .warmupTime(TimeValue.milliseconds(measuring.warmupTime().toMillis()))
        .measurementIterations(measuring.iterations())
        .measurementTime(TimeValue.milliseconds(measuring.iterationTime().toMillis()))
        .shouldFailOnError(true)
        .build();
  }

  private static ForkSamples samples(Collection<RunResult> results) {
    List<IterationResult> train = iterations(results, "train");
    return new ForkSamples(
        train.stream().map(MeasureForkPerformer::iteration).toList(),
        iterations(results, "predict").stream().map(MeasureForkPerformer::iteration).toList(),
        train.stream().allMatch(iteration -> score(iteration, "nonFiniteLosses") == 0));
  }

  private static List<IterationResult> iterations(Collection<RunResult> results, String method) {
    return results.stream()
        .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
        .flatMap(result -> result.getBenchmarkResults().stream())
        .flatMap(result -> result.getIterationResults().stream())
        .toList();
  }

  private static Iteration iteration(IterationResult result) {
    return new Iteration(
        score(result, "examples"),
        score(result, "wallNanoseconds") / 1e9,
        seconds(result, "processorNanoseconds"),
        Optional.of(
            new Contention(
                count(result, "voluntarySwitches"),
                count(result, "involuntarySwitches"),
                seconds(result, "waitingNanoseconds"),
                seconds(result, "stealNanoseconds"),
                seconds(result, "pressureNanoseconds"))));
  }

  /** What is negative is not known. */
  private static OptionalDouble seconds(IterationResult result, String counter) {
    double nanoseconds = score(result, counter);
    return nanoseconds < 0 ? OptionalDouble.empty() : OptionalDouble.of(nanoseconds / 1e9);
  }

  private static OptionalLong count(IterationResult result, String counter) {
    double count = score(result, counter);
    return count < 0 ? OptionalLong.empty() : OptionalLong.of((long) count);
  }

  private static double score(IterationResult result, String counter) {
    return result.getSecondaryResults().get(counter).getScore();
  }
}
