package dev.rote.runner.report.html;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.analysis.Speed;
import dev.rote.runner.plan.Expansion;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Evaluation;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.Hashes;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.Learning;
import dev.rote.runner.result.Milestone;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.Results;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.SpeedKey;
import dev.rote.runner.result.SpeedOutcome;
import dev.rote.runner.result.Threshold;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.TwinResult;
import dev.rote.runner.result.WorkerFacts;
import dev.rote.runner.result.Zero;
import dev.rote.runner.result.provenance.BackendVersion;
import dev.rote.runner.result.provenance.Machine;
import dev.rote.runner.result.provenance.MachineState;
import dev.rote.runner.result.provenance.Session;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.yaml.SuiteReader;
import dev.rote.runner.suite.yaml.SuiteWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run of a real suite that nobody trained: its losses, speeds and traces are formulas, so that a
 * page of any size is made in a moment and every time alike.
 *
 * @param suite what is run
 * @param targets backends and devices
 * @param epochs of every cell
 * @param forks of every throughput; 0 where none is measured
 * @param twins of every cell
 * @param referenced whether the experiments have references
 */
record GeneratedRun(
    Suite suite,
    List<Target> targets,
    int epochs,
    int forks,
    int twins,
    boolean referenced,
    String processor) {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final int TRAIN = 5000;
  private static final int TEST = 1000;
  private static final int COMPARED_STEPS = 20;
  private static final int TRACED_STEPS = 100;

  /** A backend on a device, and how fast it trains, in examples/s. */
  record Target(String backend, String device, double speed) {}

  static GeneratedRun of(String yaml, List<Target> targets, int epochs) {
    return new GeneratedRun(
        SuiteReader.readResolved(yaml, "suite.yaml"),
        targets,
        epochs,
        0,
        0,
        false,
        "AMD EPYC 7R13 Processor");
  }

  GeneratedRun withForks(int count) {
    return new GeneratedRun(suite, targets, epochs, count, twins, referenced, processor);
  }

  GeneratedRun withTwins(int count) {
    return new GeneratedRun(suite, targets, epochs, forks, count, referenced, processor);
  }

  GeneratedRun withReferences() {
    return new GeneratedRun(suite, targets, epochs, forks, twins, true, processor);
  }

  GeneratedRun withProcessor(String name) {
    return new GeneratedRun(suite, targets, epochs, forks, twins, referenced, name);
  }

  /** Returns the whole run. */
  RunResult result() {
    return result(cells(), List.of());
  }

  /** Returns a run that has these cells only, and in which these units are missing. */
  RunResult result(List<CellResult> cells, List<String> remaining) {
    MachineState machine = machine();
    return new RunResult(
        RunResult.SCHEMA,
        "1.0",
        suite.name(),
        START,
        remaining.isEmpty() ? Optional.of(START.plusSeconds(3700)) : Optional.empty(),
        List.of("run", suite.name() + ".yaml"),
        new RunResult.Settings(2),
        SuiteWriter.tree(suite),
        new Machine(machine, Optional.of(machine), OptionalDouble.of(1.5e11)),
        versions(),
        List.of(),
        List.of(
            new Session(
                List.of("run", suite.name() + ".yaml"),
                machine,
                Optional.of(machine),
                new TreeMap<>(Map.of("OMP_NUM_THREADS", "2")),
                List.of(),
                List.of())),
        references(),
        cells,
        cells.stream().flatMap(this::twinsOf).toList(),
        throughput(),
        remaining.size(),
        cells.size(),
        remaining,
        List.of());
  }

  private MachineState machine() {
    MachineState state = Results.machine();
    return new MachineState(
        state.time(),
        state.os(),
        state.jdk(),
        Optional.of(processor),
        state.cores(),
        state.allowedProcessors(),
        state.processorQuota(),
        state.loadAverage(),
        state.stealSeconds(),
        state.memoryTotalBytes(),
        state.memoryAvailableBytes());
  }

  private Map<String, BackendVersion> versions() {
    Map<String, BackendVersion> versions = new LinkedHashMap<>();
    targets.forEach(target ->
        versions.put(
            target.backend(),
            new BackendVersion(
                "1.0",
                Optional.of(target.backend() + " 2.7"),
                "/opt/rote/backends/" + target.backend(),
                Map.of(DeviceKind.CPU.id(), Results.hash("jars of " + target.backend())))));
    return versions;
  }

  /** Returns all cells in the order of the suite. */
  List<CellResult> cells() {
    return Expansion.of(suite).stream()
        .flatMap(experiment -> targets.stream().map(target -> cell(experiment, target, 0)))
        .toList();
  }

  private Stream<TwinResult> twinsOf(CellResult cell) {
    if (!cell.outcome().ranToItsEnd()) {
      return Stream.empty();
    }
    Experiment experiment =
        Expansion.of(suite).stream()
            .filter(each -> each.id().equals(cell.key().experiment()))
            .findFirst()
            .orElseThrow();
    Target target =
        targets.stream()
            .filter(each -> each.backend().equals(cell.key().backend()))
            .filter(each -> each.device().equals(cell.key().device().toString()))
            .findFirst()
            .orElseThrow();
    return IntStream.rangeClosed(1, twins)
        .mapToObj(twin -> new TwinResult(twin, cell(experiment, target, twin)));
  }

  private CellResult cell(Experiment experiment, Target target, int twin) {
    int place = targets.indexOf(target);
    double corruption = experiment.data().labelCorruption();
    double pace =
        (0.3 - 0.01 * (place % 3) + 0.004 * twin)
            * (1 - 0.6 * corruption)
            * (1 + 0.02 * (experiment.seed() % 7));
    List<EpochResult> trained =
        IntStream.rangeClosed(1, epochs)
            .mapToObj(epoch -> epoch(epoch, pace, corruption, target))
            .toList();
    List<Zero> zeros = zeros(experiment, trained);
    boolean reached = zeros.stream().allMatch(zero -> zero.reached().isPresent());
    return new CellResult(
        key(experiment, target),
        reached
            ? Ending.done(Optional.of("logs/cell.log"))
            : new Ending(
                Outcome.NOT_REACHED,
                Optional.of("its loss was not zero after %d epochs".formatted(epochs)),
                Optional.of("logs/cell.log")),
        new Learning(
            zeros,
            trained,
            IntStream.range(0, TRACED_STEPS)
                .mapToObj(
                    step -> (float) (lossOfStep(step) * (1 + away(1.5e-8 * (place + 1), step))))
                .toList(),
            Optional.empty(),
            hashes(experiment, twin),
            Optional.empty()),
        new WorkerFacts(
            Optional.of(target.backend() + " 2.7"),
            OptionalDouble.of(1.2 + 0.4 * place),
            OptionalLong.of((300L + 50 * place) << 20),
            OptionalLong.of(300)),
        Optional.of(
            new Attestation(
                Attestation.Verdict.CONFIRMED,
                "matrix products are those of the framework itself",
                Map.of("matmul", 3),
                Map.of(),
                Optional.empty())),
        referenced ? Optional.of(Results.parity(3e-7, OptionalInt.empty())) : Optional.empty());
  }

  static CellKey key(Experiment experiment, Target target) {
    return new CellKey(
        experiment.id(),
        experiment.name(),
        experiment.model().name(),
        target.backend(),
        Device.parse(target.device()),
        experiment.seed(),
        experiment.batchSize());
  }

  private static Hashes hashes(Experiment experiment, int twin) {
    return Results.hashes("parameters", experiment.id() + (twin > 0 ? ", twin " + twin : ""));
  }

  private static EpochResult epoch(int epoch, double pace, double corruption, Target target) {
    double left = Math.exp(-pace * epoch);
    double rightInTest = 0.1 + (1 - corruption) * 0.45 * (1 - left);
    return new EpochResult(
        epoch,
        (TRAIN + 127) / 128,
        0.01f,
        new Evaluation(2.3 * left, (int) (TRAIN * 0.9 * Math.exp(-1.4 * pace * epoch)), TRAIN),
        Optional.of(new Evaluation(2.3 - 0.8 * (1 - left), (int) (TEST * (1 - rightInTest)), TEST)),
        TRAIN / target.speed() * (1 + 0.01 * Math.sin(epoch)),
        0.1,
        Results.hash("order " + epoch),
        Optional.empty(),
        OptionalDouble.of(1e-7));
  }

  private static List<Zero> zeros(Experiment experiment, List<EpochResult> trained) {
    List<Threshold> thresholds = new ArrayList<>();
    thresholds.add(Threshold.error(experiment.thresholds().error()));
    experiment.thresholds().loss().forEach(loss -> thresholds.add(Threshold.loss(loss)));
    return thresholds.stream()
        .map(threshold -> new Zero(threshold, met(threshold, trained)))
        .toList();
  }

  private static Optional<Milestone> met(Threshold threshold, List<EpochResult> trained) {
    long steps = 0;
    double seconds = 0;
    for (EpochResult epoch : trained) {
      steps += epoch.steps();
      seconds += epoch.trainSeconds();
      if (threshold.metBy(epoch.train())) {
        return Optional.of(new Milestone(epoch.epoch(), steps, seconds));
      }
    }
    return Optional.empty();
  }

  private static double lossOfStep(int step) {
    return 0.3 + 2 * Math.exp(-0.05 * step);
  }

  /** What rounding makes grows with the steps. */
  private static double away(double first, int step) {
    return first * Math.pow(1.25, step);
  }

  private Map<String, ReferenceTrace> references() {
    Map<String, ReferenceTrace> references = new LinkedHashMap<>();
    if (referenced) {
      Expansion.of(suite)
          .forEach(experiment ->
              references.put(
                  experiment.id(),
                  new ReferenceTrace(
                      "reference",
                      Ending.done(Optional.of("logs/reference.log")),
                      trace(0),
                      Optional.empty(),
                      Optional.of(
                          new ReferenceTrace.Beside(
                              trace(5e-9), trace(5e-8), Optional.empty(), Optional.empty())))));
    }
    return references;
  }

  private static List<Double> trace(double beside) {
    return IntStream.range(0, COMPARED_STEPS)
        .mapToObj(step -> lossOfStep(step) * (1 + away(beside, step)))
        .toList();
  }

  private List<ThroughputResult> throughput() {
    return forks == 0
        ? List.of()
        : suite.models().stream()
            .flatMap(model -> targets.stream().map(target -> throughput(model.name(), target)))
            .toList();
  }

  private ThroughputResult throughput(String model, Target target) {
    int place = targets.indexOf(target);
    List<ForkResult> rounds =
        IntStream.range(0, forks)
            .mapToObj(round ->
                new ForkResult(
                    round,
                    place,
                    START,
                    Ending.done(Optional.of("logs/fork.log")),
                    Optional.of(
                        new ForkSamples(
                            List.of(iteration(target.speed(), round, place)),
                            List.of(iteration(3 * target.speed(), round, place)),
                            true)),
                    OptionalLong.of(512),
                    Optional.empty()))
            .toList();
    return new ThroughputResult(
        new SpeedKey(
            model,
            suite.batchSize().values().getFirst(),
            target.backend(),
            Device.parse(target.device())),
        SpeedOutcome.MEASURED,
        Optional.empty(),
        Speed.of(rounds, ForkSamples::train),
        Speed.of(rounds, ForkSamples::predict),
        OptionalDouble.of(target.speed() / 200),
        OptionalDouble.of(target.speed() / 30_000),
        rounds);
  }

  private static Iteration iteration(double speed, int round, int place) {
    return new Iteration(
        speed * (1 + 0.02 * Math.sin(7 * round + 3 * place)),
        0.3,
        OptionalDouble.of(0.55),
        Optional.empty());
  }
}
