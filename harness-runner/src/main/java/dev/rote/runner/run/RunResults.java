package dev.rote.runner.run;

import dev.rote.api.DeviceKind;
import dev.rote.runner.plan.Cell;
import dev.rote.runner.plan.RunPlan;
import dev.rote.runner.plan.ThroughputCell;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.result.AttestationRecord;
import dev.rote.runner.result.CellRecord;
import dev.rote.runner.result.MachineRecord;
import dev.rote.runner.result.MeasurementRecord;
import dev.rote.runner.result.RunFile;
import dev.rote.runner.result.RunRecord;
import dev.rote.runner.result.ThroughputRecord;
import dev.rote.runner.suite.yaml.SuiteWriter;
import dev.rote.runner.worker.Attestation;
import dev.rote.runner.worker.ForkSamples;
import dev.rote.runner.worker.MachineState;
import dev.rote.runner.worker.Outcome;
import dev.rote.runner.worker.ThroughputReport;
import dev.rote.runner.worker.ThroughputRunner.ForkReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Collects what a run finds out and writes {@code run.json} anew after every piece of it. */
public final class RunResults {
  private final RunOptions options;
  private final Targets targets;
  private final String roteVersion;
  private final List<String> problems;
  private final RunFile file;
  private final Instant started = Instant.now();
  private final MachineState before = MachineState.now();
  private final List<CellRecord> cells = new ArrayList<>();
  private final Map<String, AttestationRecord> attestations = new LinkedHashMap<>();
  private final Map<String, String> frameworks = new LinkedHashMap<>();
  private final Map<ThroughputCell, List<ForkReport>> forks = new LinkedHashMap<>();
  private Optional<MachineState> after = Optional.empty();
  private OptionalDouble peakFlops = OptionalDouble.empty();
  private Optional<Instant> finished = Optional.empty();

  /**
   * @param plan whose throughput cells get an entry in its order
   * @param roteVersion this program's
   * @param problems of plugins, a sentence each
   */
  public RunResults(
      RunOptions options,
      Targets targets,
      RunPlan plan,
      String roteVersion,
      List<String> problems) {
    this.options = options;
    this.targets = targets;
    this.roteVersion = roteVersion;
    this.problems = List.copyOf(problems);
    file = new RunFile(options.folder().resolve("run.json"));
    plan.throughputCells().forEach(cell -> forks.put(cell, new ArrayList<>()));
  }

  /** Returns where the results are. */
  public RunFile file() {
    return file;
  }

  void begin() {
    file.write(record());
  }

  void attested(Cell cell, Attestation attestation) {
    attestations.put(
        attestationKey(cell),
        new AttestationRecord(
            attestation.verdict().id(), attestation.sentence(), attestation.primitives()));
  }

  static String attestationKey(Cell cell) {
    return key(cell.experiment().model().name(), cell.backend(), cell.device().toString());
  }

  private static String key(String model, String backend, String device) {
    return model + " " + backend + " " + device;
  }

  void add(CellRecord cell, Optional<String> framework) {
    framework.ifPresent(name -> frameworks.put(cell.backend(), name));
    Optional<AttestationRecord> attestation =
        Optional.ofNullable(attestations.get(key(cell.model(), cell.backend(), cell.device())));
    cells.add(attestation.map(cell::withAttestation).orElse(cell));
    file.write(record());
  }

  void peak(OptionalDouble flops) {
    peakFlops = flops;
  }

  String peakText() {
    return peakFlops.isPresent()
        ? String.format(Locale.ROOT, "%.0f GFLOP/s", peakFlops.getAsDouble() / 1e9)
        : "not known";
  }

  void add(ThroughputCell cell, ForkReport fork) {
    forks.get(cell).add(fork);
    file.write(record());
  }

  boolean failed(ThroughputCell cell) {
    return forks.get(cell).stream().anyMatch(fork -> fork.outcome() != Outcome.REACHED);
  }

  static String rates(ForkSamples samples) {
    return String.format(
        Locale.ROOT,
        "training %,.0f, inference %,.0f examples/s",
        mean(samples.train()),
        mean(samples.predict()));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  void finish() {
    after = Optional.of(MachineState.now());
    finished = Optional.of(Instant.now());
    file.write(record());
    options.copy().ifPresent(path -> new RunFile(path).write(record()));
  }

  /** Returns everything known so far. */
  public RunRecord record() {
    return new RunRecord(
        RunRecord.SCHEMA,
        roteVersion,
        options.suite().name(),
        started,
        finished,
        options.command(),
        new RunRecord.Settings(options.threads()),
        SuiteWriter.tree(options.suite()),
        new MachineRecord(before, after, peakFlops),
        versions(),
        List.copyOf(cells),
        forks.entrySet().stream().map(each -> throughput(each.getKey(), each.getValue())).toList(),
        problems);
  }

  private Map<String, RunRecord.BackendVersion> versions() {
    Map<String, RunRecord.BackendVersion> versions = new LinkedHashMap<>();
    for (Plugin plugin : targets.plugins()) {
      versions.put(
          plugin.id(),
          new RunRecord.BackendVersion(
              plugin.version(),
              Optional.ofNullable(frameworks.get(plugin.id())),
              plugin.location().toString()));
    }
    return versions;
  }

  private ThroughputRecord throughput(ThroughputCell cell, List<ForkReport> reports) {
    List<ForkSamples> samples = reports.stream().flatMap(each -> each.samples().stream()).toList();
    Optional<ForkReport> failure =
        reports.stream().filter(each -> each.outcome() != Outcome.REACHED).findFirst();
    Optional<ThroughputReport> measured =
        samples.isEmpty() ? Optional.empty() : Optional.of(ThroughputReport.of(samples));
    OptionalDouble flops =
        measured
            .map(each -> OptionalDouble.of(each.train().score() * cell.model().trainingFlops()))
            .orElse(OptionalDouble.empty());
    return new ThroughputRecord(
        cell.model().name(),
        cell.batchSize(),
        cell.backend(),
        cell.device().toString(),
        failure
            .map(each -> each.outcome().id())
            .orElse(measured.isPresent() ? "measured" : "pending"),
        failure.flatMap(ForkReport::reason),
        measured.map(each -> measurement(each.train())),
        measured.map(each -> measurement(each.predict())),
        scaled(flops, 1e-9),
        cell.device().kind() == DeviceKind.CUDA || peakFlops.isEmpty()
            ? OptionalDouble.empty()
            : scaled(flops, 1 / peakFlops.getAsDouble()));
  }

  private static MeasurementRecord measurement(ThroughputReport.Score score) {
    return new MeasurementRecord(score.score(), score.error(), score.unit(), score.forks());
  }

  private static OptionalDouble scaled(OptionalDouble value, double factor) {
    return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * factor) : value;
  }
}
