package dev.rote.runner.result;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.result.evidence.ProbeLogits;
import dev.rote.runner.result.provenance.BackendVersion;
import dev.rote.runner.result.provenance.DataFile;
import dev.rote.runner.result.provenance.Machine;
import dev.rote.runner.result.provenance.MachineState;
import dev.rote.runner.result.provenance.Session;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Made-up results for tests of what is made from results. */
public final class Results {
  private static final ProbeLogits LOGITS = new ProbeLogits(List.of(0.5f, -0.5f), List.of(1f, -1f));

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private Results() {}

  /** Returns the hashes of a cell that trained. */
  public static Hashes hashes() {
    return hashes("", "");
  }

  /** Returns hashes with one replaced. */
  public static Hashes hashes(String name, String text) {
    return new Hashes(
        hash("images", name, text),
        hash("labels", name, text),
        hash("testImages", name, text),
        hash("testLabels", name, text),
        hash("parameters", name, text),
        hash("order", name, text),
        hash("finalParameters", name, text));
  }

  private static Optional<String> hash(String of, String replaced, String text) {
    return Optional.of(hash(of.equals(replaced) ? text : of));
  }

  /** Returns 64 hexadecimal digits that depend on the text. */
  public static String hash(String text) {
    return "%08x".formatted(text.hashCode()).repeat(8);
  }

  /** Returns the key of a cell. */
  public static CellKey key(String name, String backend, String device) {
    return new CellKey(
        "mlp/" + name + "/seed-1", name, "mlp", backend, Device.parse(device), 1, 128);
  }

  /** Returns a cell that reached error 0 at its second epoch, and no zero loss. */
  public static CellResult reached(String name, String backend, String device, Hashes hashes) {
    return new CellResult(
        key(name, backend, device),
        new Ending(Outcome.REACHED, Optional.empty(), Optional.of("logs/a.log")),
        new Learning(
            List.of(
                new Zero(Threshold.error(0), Optional.of(new Milestone(2, 30, 1.5))),
                new Zero(Threshold.loss(0.1), Optional.empty())),
            List.of(epoch(1, 320), epoch(2, 0)),
            List.of(2.5f, Float.NaN),
            Optional.of(LOGITS),
            hashes,
            Optional.empty()),
        new WorkerFacts(
            Optional.of("A 2"),
            OptionalDouble.of(1.2),
            OptionalLong.of(1 << 20),
            OptionalLong.of(300)),
        Optional.of(
            new Attestation(
                Attestation.Verdict.CONFIRMED,
                "all is well",
                Map.of("matmul", 3),
                Map.of(),
                Optional.empty())),
        Optional.of(parity(3e-7, OptionalInt.empty())));
  }

  private static EpochResult epoch(int epoch, int wrong) {
    return epoch(epoch, wrong, Optional.of(new Evaluation(1.6, 197, 1000)));
  }

  private static EpochResult epoch(int epoch, int wrong, Optional<Evaluation> test) {
    return new EpochResult(
        epoch,
        15,
        0.01f,
        new Evaluation(1.5, wrong, 640),
        test,
        0.7,
        0.1,
        hash("epoch" + epoch),
        Optional.empty(),
        OptionalDouble.of(1e-7));
  }

  /** Returns a cell whose process died before it handed anything over. */
  public static CellResult crashed(String name, String backend, String device) {
    return CellResult.of(
        key(name, backend, device),
        new Ending(
            Outcome.CRASHED,
            Optional.of("the process was killed by SIGSEGV"),
            Optional.of("logs/b.log")),
        new Learning(
            List.of(new Zero(Threshold.error(0), Optional.empty())),
            List.of(),
            List.of(),
            Optional.empty(),
            Hashes.NONE,
            Optional.empty()),
        WorkerFacts.NONE);
  }

  /** Returns a parity whose tolerance is 2e-6. */
  public static Parity parity(double largest, OptionalInt firstBeyond) {
    return new Parity(
        "reference",
        20,
        largest,
        4,
        firstBeyond,
        2e-6,
        1e-7,
        firstBeyond.isEmpty(),
        20,
        Optional.of(new Parity.Logits(2e-7, 1e-5, OptionalDouble.of(4e-7), 1e-4)),
        OptionalDouble.empty());
  }

  /** Returns the speed of the model on a backend and device. */
  public static ThroughputResult throughput(
      int batch, String backend, String device, OptionalDouble error) {
    List<List<Double>> forks =
        error.isPresent()
            ? List.of(List.of(14_120.0), List.of(14_000.0), List.of(14_240.0))
            : List.of(List.of(14_120.0, 14_120.0));
    Measurement measurement = new Measurement(14_120, error, Measurement.UNIT, forks);
    return new ThroughputResult(
        new SpeedKey("mlp", batch, backend, Device.parse(device)),
        SpeedOutcome.MEASURED,
        Optional.empty(),
        Optional.of(measurement),
        Optional.of(measurement),
        OptionalDouble.of(101.5),
        OptionalDouble.of(0.5),
        List.of(
            new ForkResult(
                0,
                1,
                START,
                Ending.done(Optional.of("logs/fork.log")),
                Optional.of(
                    new ForkSamples(
                        List.of(
                            new Iteration(
                                14_120,
                                0.3,
                                OptionalDouble.of(0.55),
                                Optional.of(
                                    new Contention(
                                        OptionalLong.of(12),
                                        OptionalLong.of(3),
                                        OptionalDouble.of(0.004),
                                        OptionalDouble.of(0.01),
                                        OptionalDouble.of(0.006))))),
                        List.of(
                            new Iteration(14_120, 0.3, OptionalDouble.empty(), Optional.empty())),
                        true)),
                OptionalLong.of(512),
                Optional.empty())));
  }

  /** Returns the state of a machine. */
  public static MachineState machine() {
    return new MachineState(
        START,
        "Linux 6.1 amd64",
        "Eclipse Adoptium 25",
        Optional.of("AMD EPYC"),
        2,
        Optional.of("0-1"),
        OptionalDouble.empty(),
        OptionalDouble.of(0.5),
        OptionalDouble.empty(),
        OptionalLong.of(1L << 34),
        OptionalLong.empty());
  }

  /** Returns a reference that was trained. */
  public static ReferenceTrace reference() {
    return new ReferenceTrace(
        "reference",
        Ending.done(Optional.of("logs/reference.log")),
        List.of(2.5, 2.25),
        Optional.of(LOGITS),
        Optional.of(
            new ReferenceTrace.Beside(
                List.of(2.5, 2.2500002),
                List.of(2.5, 2.2500005),
                Optional.of(LOGITS),
                Optional.of(LOGITS))));
  }

  /** Returns a run with these twins. */
  public static RunResult withTwins(RunResult run, List<TwinResult> twins) {
    return with(run, run.settings(), run.suite(), run.machine(), run.sessions(), twins);
  }

  /** Returns a run that these sessions worked on. */
  public static RunResult withSessions(RunResult run, List<Session> sessions) {
    return with(run, run.settings(), run.suite(), run.machine(), sessions, run.twins());
  }

  /** Returns a run of this suite, with these settings, on this machine. */
  public static RunResult with(
      RunResult run, RunResult.Settings settings, JsonNode suite, Machine machine) {
    return with(run, settings, suite, machine, run.sessions(), run.twins());
  }

  private static RunResult with(
      RunResult run,
      RunResult.Settings settings,
      JsonNode suite,
      Machine machine,
      List<Session> sessions,
      List<TwinResult> twins) {
    return new RunResult(
        run.schema(),
        run.rote(),
        run.name(),
        run.started(),
        run.finished(),
        run.command(),
        settings,
        suite,
        machine,
        run.versions(),
        run.data(),
        sessions,
        run.references(),
        run.cells(),
        twins,
        run.throughput(),
        run.missing(),
        run.done(),
        run.remaining(),
        run.problems());
  }

  /** Returns the same cell as if it had reached error 0 at that epoch, or never for 0. */
  public static CellResult reachedAt(CellResult cell, int epoch) {
    Learning learning = cell.learning();
    return new CellResult(
        cell.key(),
        epoch > 0
            ? cell.ending()
            : new Ending(Outcome.NOT_REACHED, Optional.of("not zero"), cell.ending().log()),
        new Learning(
            List.of(
                new Zero(
                    Threshold.error(0),
                    epoch > 0
                        ? Optional.of(new Milestone(epoch, 15L * epoch, epoch))
                        : Optional.empty())),
            learning.epochs(),
            learning.trace(),
            learning.logits(),
            learning.hashes(),
            Optional.empty()),
        cell.worker(),
        cell.attestation(),
        cell.parity());
  }

  /** Returns the same cell as if it had that many test images wrong after each of its epochs. */
  public static CellResult withTestErrors(CellResult cell, int images, int... wrong) {
    return withEpochs(
        cell,
        IntStream.range(0, wrong.length)
            .mapToObj(i -> epoch(i + 1, 320, Optional.of(new Evaluation(1.6, wrong[i], images))))
            .toList());
  }

  /** Returns the same cell as if there were no test images. */
  public static CellResult withoutTestSet(CellResult cell) {
    return withEpochs(cell, List.of(epoch(1, 320, Optional.empty())));
  }

  private static CellResult withEpochs(CellResult cell, List<EpochResult> epochs) {
    Learning learning = cell.learning();
    return new CellResult(
        cell.key(),
        cell.ending(),
        new Learning(
            learning.zero(),
            epochs,
            learning.trace(),
            learning.logits(),
            learning.hashes(),
            Optional.empty()),
        cell.worker(),
        cell.attestation(),
        cell.parity());
  }

  /** Returns twins of a cell that reached error 0 at these epochs. */
  public static List<TwinResult> twins(CellResult cell, int... epochs) {
    return IntStream.range(0, epochs.length)
        .mapToObj(i ->
            new TwinResult(i + 1, withParameters(reachedAt(cell, epochs[i]), "of twin " + (i + 1))))
        .toList();
  }

  private static CellResult withParameters(CellResult cell, String text) {
    Learning learning = cell.learning();
    return CellResult.of(
        cell.key(),
        cell.ending(),
        new Learning(
            learning.zero(),
            learning.epochs(),
            learning.trace(),
            Optional.empty(),
            hashes("parameters", text),
            Optional.empty()),
        cell.worker());
  }

  /** Returns a run of these cells. */
  public static RunResult run(List<CellResult> cells, List<ThroughputResult> throughput) {
    return run(cells, throughput, Map.of("mlp/true-labels/seed-1", reference()));
  }

  /** Returns a run of these cells, compared with these references. */
  public static RunResult run(
      List<CellResult> cells,
      List<ThroughputResult> throughput,
      Map<String, ReferenceTrace> references) {
    MachineState machine = machine();
    List<String> problems = List.of("a cuda is left out: there is no GPU");
    return new RunResult(
        RunResult.SCHEMA,
        "1.0",
        "small",
        START,
        Optional.of(Instant.parse("2026-01-02T03:05:05Z")),
        List.of("run", "small.yaml"),
        new RunResult.Settings(2),
        JsonNodeFactory.instance.objectNode().put("name", "small"),
        new Machine(machine, Optional.of(machine), OptionalDouble.of(1.5e11)),
        Map.of(
            "a",
            new BackendVersion(
                "1.0", Optional.of("A 2"), "/a", Map.of(DeviceKind.CPU.id(), hash("jars")))),
        List.of(new DataFile("data_batch_1.bin", 30_730_000, hash("data"))),
        List.of(
            new Session(
                List.of("run"),
                machine,
                Optional.of(machine),
                Collections.emptySortedMap(),
                problems,
                List.of())),
        references,
        cells,
        List.of(),
        throughput,
        0,
        cells.size(),
        List.of(),
        problems);
  }
}
