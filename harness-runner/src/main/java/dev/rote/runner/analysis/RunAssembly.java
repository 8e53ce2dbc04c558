package dev.rote.runner.analysis;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.plan.RunPlan;
import dev.rote.runner.plan.ThroughputCell;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.Measurement;
import dev.rote.runner.result.PeakResult;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.SpeedOutcome;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.TwinResult;
import dev.rote.runner.result.provenance.BackendVersion;
import dev.rote.runner.result.provenance.DataFile;
import dev.rote.runner.result.provenance.Machine;
import dev.rote.runner.result.provenance.MachineState;
import dev.rote.runner.result.provenance.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Assembles the view of a run from its facts: what each cell gave, with what was attested of its
 * model and how far its trace is from the reference, and throughput over all forks. Pure: the same
 * facts give the same view.
 */
public final class RunAssembly {
  /**
   * What a run has beside its units.
   *
   * @param rote version of Rote
   * @param name of the suite
   * @param threads that a framework may use for one operation
   * @param suite the resolved suite
   * @param versions of the backends, by id, without their frameworks
   * @param data the files that examples come from
   * @param sessions one or more
   */
  public record Header(
      String rote,
      String name,
      int threads,
      JsonNode suite,
      Map<String, BackendVersion> versions,
      List<DataFile> data,
      List<Session> sessions) {}

  private final Header header;
  private final RunPlan plan;
  private final Findings findings;

  private RunAssembly(Header header, RunPlan plan, Findings findings) {
    this.header = header;
    this.plan = plan;
    this.findings = findings;
  }

  /** Returns the view of what is there. */
  public static RunResult of(Header header, RunPlan plan, Findings findings) {
    return new RunAssembly(header, plan, findings).run();
  }

  private RunResult run() {
    Session first = header.sessions().getFirst();
    Session last = header.sessions().getLast();
    List<String> remaining = findings.missing().stream().map(Unit::label).toList();
    OptionalDouble peak = peak();
    Map<String, ReferenceTrace> references =
        named(findings.all(Unit.Reference.class, ReferenceTrace.class));
    List<CellResult> cells = cells();
    return new RunResult(
        RunResult.SCHEMA,
        header.rote(),
        header.name(),
        first.started(),
        remaining.isEmpty() ? last.after().map(MachineState::time) : Optional.<Instant>empty(),
        first.command(),
        new RunResult.Settings(header.threads()),
        header.suite(),
        new Machine(first.before(), last.after(), peak),
        versions(cells),
        header.data(),
        header.sessions(),
        references,
        cells,
        List.copyOf(findings.all(Unit.Twin.class, TwinResult.class).values()),
        throughput(peak),
        remaining.size(),
        (int) plan.units().stream().filter(findings::contains).count(),
        remaining,
        problems(references, cells));
  }

  private OptionalDouble peak() {
    return findings.all(Unit.Peak.class, PeakResult.class).values().stream()
        .map(PeakResult::flopsPerSecond)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }

  private static Map<String, ReferenceTrace> named(Map<Unit.Reference, ReferenceTrace> references) {
    Map<String, ReferenceTrace> named = new LinkedHashMap<>();
    references.forEach((unit, trace) -> named.put(unit.cell().experiment().id(), trace));
    return named;
  }

  private List<CellResult> cells() {
    Map<String, Attestation> attestations = new HashMap<>();
    findings
        .all(Unit.Attest.class, Attestation.class)
        .forEach((unit, attestation) ->
            attestations.put(attestationKey(unit.cell().key()), attestation));
    List<CellResult> cells = new ArrayList<>();
    findings
        .all(Unit.Converge.class, CellResult.class)
        .forEach((unit, cell) ->
            cells.add(
                cell.with(
                    Optional.ofNullable(attestations.get(attestationKey(cell.key()))),
                    findings.parity(unit.cell()))));
    return cells;
  }

  private static String attestationKey(CellKey key) {
    return key.model() + " " + key.backend() + " " + key.device();
  }

  private Map<String, BackendVersion> versions(List<CellResult> cells) {
    Map<String, String> frameworks = new HashMap<>();
    cells.forEach(cell ->
        cell.worker()
            .framework()
            .ifPresent(framework -> frameworks.put(cell.key().backend(), framework)));
    Map<String, BackendVersion> versions = new LinkedHashMap<>();
    header
        .versions()
        .forEach((id, version) ->
            versions.put(
                id,
                new BackendVersion(
                    version.plugin(),
                    Optional.ofNullable(frameworks.get(id)).or(version::framework),
                    version.location(),
                    version.jars())));
    return versions;
  }

  private List<ThroughputResult> throughput(OptionalDouble peak) {
    Map<ThroughputCell, List<ForkResult>> forks = new LinkedHashMap<>();
    for (ThroughputCell cell : plan.throughputCells()) {
      forks.put(cell, new ArrayList<>());
    }
    findings
        .all(Unit.Fork.class, ForkResult.class)
        .forEach((unit, fork) -> forks.get(unit.cell()).add(fork));
    Map<Unit.Again, ForkResult> again = findings.all(Unit.Again.class, ForkResult.class);
    again.forEach((unit, fork) -> forks.get(unit.fork().cell()).add(fork));
    again.keySet().stream()
        .findFirst()
        .map(unit -> unit.fork().measuring().forks())
        .ifPresent(
            wanted -> forks.replaceAll((cell, all) -> Undisturbed.settingAside(all, wanted)));
    return sorted(forks.keySet()).stream()
        .map(cell -> throughput(cell, forks.get(cell), peak))
        .toList();
  }

  /** Rounds are shuffled; results are in the order of the cells. */
  private List<ThroughputCell> sorted(Set<ThroughputCell> cells) {
    List<String> targets = plan.targets().stream().map(String::valueOf).toList();
    Map<String, Integer> models = new HashMap<>();
    cells.forEach(cell -> models.putIfAbsent(cell.model().name(), models.size()));
    return cells.stream()
        .sorted(
            Comparator.comparing((ThroughputCell cell) -> models.get(cell.model().name()))
                .thenComparing(ThroughputCell::batchSize)
                .thenComparing(cell -> targets.indexOf(cell.target().toString())))
        .toList();
  }

  private static ThroughputResult throughput(
      ThroughputCell cell, List<ForkResult> forks, OptionalDouble peak) {
    Optional<Ending> failure =
        forks.stream().filter(fork -> fork.samples().isEmpty()).map(ForkResult::ending).findFirst();
    List<ForkResult> counted = forks.stream().filter(ForkResult::counts).toList();
    Optional<Measurement> train = Speed.of(counted, ForkSamples::train);
    OptionalDouble flops =
        train.stream()
            .mapToDouble(measured -> measured.score() * cell.model().trainingFlops())
            .findFirst();
    Device device = cell.target().device();
    return new ThroughputResult(
        cell.key(),
        failure
            .map(ending -> SpeedOutcome.of(ending.outcome()))
            .orElse(train.isPresent() ? SpeedOutcome.MEASURED : SpeedOutcome.PENDING),
        failure.flatMap(Ending::reason),
        train,
        Speed.of(counted, ForkSamples::predict),
        scaled(flops, 1e-9),
        device.kind() == DeviceKind.CUDA || peak.isEmpty()
            ? OptionalDouble.empty()
            : scaled(flops, 1 / peak.getAsDouble()),
        forks);
  }

  private static OptionalDouble scaled(OptionalDouble value, double factor) {
    return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * factor) : value;
  }

  /** What Rote promises and did not check in this run is a problem, not a blank. */
  private List<String> problems(Map<String, ReferenceTrace> references, List<CellResult> cells) {
    Set<String> problems = new LinkedHashSet<>();
    header.sessions().forEach(session -> problems.addAll(session.problems()));
    Unchecked.of(references, cells, header.sessions(), findings.missing().isEmpty())
        .forEach(unchecked -> problems.add(Judgement.NOT_CHECKED + unchecked));
    problems.addAll(Unchecked.caveats(cells));
    header.sessions().stream()
        .skip(1)
        .map(session -> SessionDifference.between(header.sessions().getFirst(), session))
        .forEach(problems::addAll);
    return List.copyOf(problems);
  }
}
