package dev.rote.runner.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link ThroughputBenchmark} in a worker: one JMH fork for training and one for predictions,
 * which inherit the worker's environment. The command line asks for a fork at a time and lets the
 * backends take turns, which JMH itself cannot do.
 */
final class JmhFork {
  private static final Pattern BENCHMARKS =
      Pattern.compile(Pattern.quote(ThroughputBenchmark.class.getName() + "."));

  private JmhFork() {}

  static ForkSamples measure(WorkerJob.MeasureThroughput job, Path jobFile) throws RunnerException {
    // JMH's lock allows one run per machine; the command line already runs one cell at a time.
    System.setProperty("jmh.ignoreLock", "true");
    Collection<RunResult> results = new Runner(options(job, jobFile)).run();
    return new ForkSamples(
        samples(results, "train", "examples"),
        samples(results, "predict", "examples"),
        samples(results, "train", "nonFiniteLosses").stream().allMatch(rate -> rate == 0));
  }

  private static Options options(WorkerJob.MeasureThroughput job, Path jobFile) {
    List<String> jvmOptions = new ArrayList<>(job.jvmOptions());
    jvmOptions.add("-D" + ThroughputBenchmark.JOB + "=" + jobFile);
    return new OptionsBuilder()
        .include(BENCHMARKS.pattern())
        .forks(1)
        .warmupForks(0)
        .threads(1)
        .warmupIterations(job.warmupIterations())
        .warmupTime(TimeValue.milliseconds(job.warmupTime().toMillis()))
        .measurementIterations(job.iterations())
        .measurementTime(TimeValue.milliseconds(job.iterationTime().toMillis()))
        .shouldFailOnError(true)
        .jvm(Path.of(System.getProperty("java.home"), "bin", "java").toString())
        .jvmArgs(jvmOptions.toArray(String[]::new))
        .build();
  }

  private static List<Double> samples(
      Collection<RunResult> results, String method, String counter) {
    return results.stream()
        .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
        .flatMap(result -> result.getBenchmarkResults().stream())
        .flatMap(JmhFork::iterations)
        .map(iteration -> iteration.getSecondaryResults().get(counter).getScore())
        .toList();
  }

  private static Stream<IterationResult> iterations(BenchmarkResult result) {
    return result.getIterationResults().stream();
  }
}
