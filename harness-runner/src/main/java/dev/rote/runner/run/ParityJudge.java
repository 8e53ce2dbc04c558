package dev.rote.runner.run;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.runner.parity.ParityTolerance;
import dev.rote.runner.parity.TraceDistance;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.report.Progress;
import dev.rote.runner.result.CellRecord;
import dev.rote.runner.result.ParityRecord;
import dev.rote.runner.worker.TraceRunner;
import dev.rote.runner.worker.TraceRunner.TraceReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compares traces with that of a reference: the oracle where it is fast enough for some steps, else
 * the run's first backend. The reference trains from the initial parameters and from beside them,
 * by one ulp and by some more, and what lies between, the floor of chaos, gives the tolerance.
 */
final class ParityJudge {
  /** More steps show little more, and rounding is amplified with every step. */
  static final int MOST_STEPS = 20;

  /** A silently wrong gradient looks right at step 0 and shows at step 1 or 2. */
  private static final int FEWEST_STEPS = 3;

  /**
   * Where a pre-activation is as near to 0 as rounding, a rectifier may decide otherwise, and so
   * may a max-pool between near equals. Of the 65,000 units of a step of an MLP with 512 hidden
   * ones about one in twenty steps has one that does, and it moves the losses that follow by some
   * millionths: more than a disturbance shows that happens to meet none.
   */
  private static final double KINK = 1e-5;

  private static final int ORACLE_RUNS = 3;

  /** What the oracle may take per experiment, for all of its runs together. */
  private static final double ORACLE_SECONDS = 60;

  /** What the oracle was seen to do on one core of the slowest machines, in FLOP/s. */
  private static final double ORACLE_FLOPS = 5e9;

  /** How many oracles train side by side; each may need a gigabyte. */
  private static final int TOGETHER = Math.min(4, Runtime.getRuntime().availableProcessors());

  /**
   * How many times the floor, the distance of a single ulp, is allowed: there is one such run only,
   * and one disturbance may happen to cancel out.
   */
  private static final double FLOOR_FACTOR = 32;

  private final RunOptions options;
  private final Targets targets;
  private final Progress progress;
  private final Map<String, Reference> references = new HashMap<>();

  ParityJudge(RunOptions options, Targets targets, Progress progress) {
    this.options = options;
    this.targets = targets;
    this.progress = progress;
  }

  /** What the traces of an experiment are compared with. */
  private record Reference(
      String name, List<Float> trace, ParityTolerance tolerance, double floor) {}

  /**
   * A reference that is to be trained.
   *
   * @param oracle whether it is the oracle, which has one thread and is not timed
   */
  private record Planned(
      Experiment experiment, Plugin plugin, Device device, int steps, boolean oracle) {
    String name() {
      return oracle ? plugin.id() : plugin.id() + " " + device;
    }
  }

  /**
   * Trains the references of experiments, those of the oracle side by side: it has one thread, and
   * nothing here is timed. An experiment without a reference has cells without parity.
   */
  void prepare(List<Experiment> experiments) throws IOException {
    List<Planned> planned = experiments.stream().map(this::plan).toList();
    boolean together = planned.stream().allMatch(Planned::oracle);
    try (ExecutorService threads = Executors.newFixedThreadPool(together ? TOGETHER : 1)) {
      List<Future<TraceReport>> reports = new ArrayList<>();
      for (Planned each : planned) {
        reports.add(threads.submit(() -> train(each)));
      }
      for (int i = 0; i < planned.size(); i++) {
        await(planned.get(i), reports.get(i));
      }
    }
  }

  private Planned plan(Experiment experiment) {
    int affordable = stepsOfOracle(experiment);
    Optional<Plugin> oracle = targets.oracle().filter(plugin -> affordable >= FEWEST_STEPS);
    return oracle
        .map(plugin ->
            new Planned(experiment, plugin, Device.first(DeviceKind.CPU), affordable, true))
        .orElseGet(() ->
            new Planned(
                experiment,
                targets.plugin(first().backend()),
                first().device(),
                steps(experiment),
                false));
  }

  private TraceReport train(Planned planned) throws IOException {
    return TraceRunner.run(
        options.request(planned.plugin(), planned.device(), planned.experiment(), "parity"),
        planned.steps(),
        true);
  }

  private void await(Planned planned, Future<TraceReport> trained) throws IOException {
    Experiment experiment = planned.experiment();
    progress.start(
        "%s: first %d steps of %s".formatted(experiment.id(), planned.steps(), planned.name()));
    TraceReport report = get(trained);
    if (report.beside().isEmpty()) {
      progress.done("no reference: " + report.failure().orElse("its process said nothing"));
      return;
    }
    Reference reference =
        reference(planned.name(), hasKinks(experiment), report.trace(), report.beside().get());
    references.put(experiment.id(), reference);
    progress.done(
        String.format(Locale.ROOT, "rounding alone makes %.1e of difference", reference.floor()));
  }

  private static TraceReport get(Future<TraceReport> trained) throws IOException {
    try {
      return trained.get();
    } catch (ExecutionException e) {
      throw new IOException("a reference could not be trained: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while references were being trained", e);
    }
  }

  private static boolean hasKinks(Experiment experiment) {
    Model model = experiment.model();
    return model.contains(Layer.Relu.class) || model.contains(Layer.MaxPool.class);
  }

  private static Reference reference(
      String name, boolean kinks, List<Float> trace, TraceRunner.Floor beside) {
    List<Double> floor = differences(beside.oneUlp(), trace);
    List<Double> disturbed = differences(beside.disturbed(), trace);
    List<Double> distances = new ArrayList<>();
    for (int step = 0; step < trace.size(); step++) {
      double smooth = FLOOR_FACTOR / ParityTolerance.DISTURBANCE_FACTOR * floor.get(step);
      double kink = kinks && step > 0 ? KINK / ParityTolerance.DISTURBANCE_FACTOR : 0;
      distances.add(Math.max(kink, Math.max(smooth, disturbed.get(step))));
    }
    return new Reference(
        name,
        trace,
        ParityTolerance.ofDisturbances(distances, 0),
        floor.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
  }

  private static List<Double> differences(List<Float> trace, List<Float> reference) {
    List<Double> differences = new ArrayList<>();
    for (int step = 0; step < reference.size(); step++) {
      differences.add(TraceDistance.relative(trace.get(step), reference.get(step)));
    }
    return differences;
  }

  private Target first() {
    return targets.targets().getFirst();
  }

  private static int stepsOfOracle(Experiment experiment) {
    double flopsOfStep = (double) experiment.model().trainingFlops() * experiment.batchSize();
    double affordable = ORACLE_SECONDS / ORACLE_RUNS * ORACLE_FLOPS / flopsOfStep;
    return (int) Math.min(steps(experiment), affordable);
  }

  /** Returns how many steps there are to compare. */
  private static int steps(Experiment experiment) {
    long all =
        (long) experiment.stop().maxEpochs() * (experiment.data().train() / experiment.batchSize());
    return (int) Math.min(MOST_STEPS, all);
  }

  /** Returns how many steps of a cell are compared, or empty if it has no reference. */
  Optional<Integer> steps(String experiment) {
    return Optional.ofNullable(references.get(experiment)).map(each -> each.trace().size());
  }

  /** Returns the cell with its parity, or as it is if there is nothing to compare. */
  CellRecord judge(CellRecord cell) {
    List<Float> trace = new ArrayList<>();
    for (float loss : cell.trace()) {
      trace.add(loss);
    }
    return judge(cell.experiment(), trace).map(cell::withParity).orElse(cell);
  }

  /** Returns the parity of a trace, or empty if there is nothing to compare. */
  Optional<ParityRecord> judge(String experiment, List<Float> trace) {
    return trace.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(references.get(experiment)).map(each -> judge(each, trace));
  }

  private static ParityRecord judge(Reference reference, List<Float> trace) {
    TraceDistance distance = TraceDistance.of(trace, reference.trace(), reference.tolerance());
    return new ParityRecord(
        reference.name(),
        distance.steps(),
        distance.largest(),
        distance.largestStep(),
        distance.firstBeyond(),
        reference.tolerance().at(distance.firstBeyond().orElse(distance.largestStep())),
        reference.floor(),
        distance.within());
  }
}
