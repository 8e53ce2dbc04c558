package dev.rote.runner.result;

import dev.rote.runner.result.CellRecord.EpochRecord;
import dev.rote.runner.worker.MachineState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.node.JsonNodeFactory;

/** Made-up results for tests of what is made from results. */
public final class Records {
  private Records() {}

  /** Returns the hashes of a cell that trained. */
  public static Map<String, Optional<String>> hashes() {
    Map<String, Optional<String>> hashes = new LinkedHashMap<>();
    for (String name : CellRecord.SHARED_HASHES) {
      hashes.put(name, Optional.of(hash(name)));
    }
    hashes.put("finalParameters", Optional.of(hash("finalParameters")));
    return hashes;
  }

  /** Returns hashes with one replaced. */
  public static Map<String, Optional<String>> hashes(String name, String text) {
    Map<String, Optional<String>> hashes = hashes();
    hashes.put(name, Optional.of(hash(text)));
    return hashes;
  }

  /** Returns the hashes of a cell that did not get as far as handing anything over. */
  public static Map<String, Optional<String>> noHashes() {
    Map<String, Optional<String>> hashes = hashes();
    hashes.replaceAll((name, hash) -> Optional.empty());
    return hashes;
  }

  /** Returns 64 hexadecimal digits that depend on the text. */
  public static String hash(String text) {
    return "%08x".formatted(text.hashCode()).repeat(8);
  }

  /** Returns a cell that reached zero at its second epoch. */
  public static CellRecord reached(
      String name, String backend, String device, Map<String, Optional<String>> hashes) {
    Map<String, OptionalInt> toZero = new LinkedHashMap<>();
    toZero.put("error", OptionalInt.of(2));
    toZero.put("loss0.1", OptionalInt.empty());
    return new CellRecord(
        "mlp/" + name + "/seed-1",
        name,
        "mlp",
        backend,
        device,
        1,
        128,
        "reached",
        Optional.empty(),
        toZero,
        OptionalLong.of(30),
        OptionalDouble.of(1.5),
        OptionalDouble.of(1),
        OptionalDouble.of(0.803),
        List.of(epoch(1, 0.5), epoch(2, 1)),
        new float[] {2.5f, Float.NaN},
        hashes,
        Optional.of(new AttestationRecord("confirmed", "all is well", Map.of("matmul", 3))),
        Optional.of(parity(3e-7, OptionalInt.empty())),
        OptionalDouble.of(1.2),
        OptionalLong.of(1 << 20),
        Optional.of("logs/a.log"));
  }

  private static EpochRecord epoch(int epoch, double accuracy) {
    return new EpochRecord(
        epoch,
        0.01f,
        1.5,
        accuracy,
        OptionalDouble.of(1.6),
        OptionalDouble.of(0.4),
        0.7,
        0.1,
        hash("epoch" + epoch));
  }

  /** Returns a cell whose process died before it handed anything over. */
  public static CellRecord crashed(String name, String backend, String device) {
    return new CellRecord(
        "mlp/" + name + "/seed-1",
        name,
        "mlp",
        backend,
        device,
        1,
        128,
        "crashed",
        Optional.of("the process was killed by SIGSEGV"),
        Map.of("error", OptionalInt.empty()),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        new float[0],
        noHashes(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        Optional.of("logs/b.log"));
  }

  /** Returns a parity whose tolerance is 2e-6. */
  public static ParityRecord parity(double largest, OptionalInt firstBeyond) {
    return new ParityRecord(
        "reference", 20, largest, 4, firstBeyond, 2e-6, 1e-7, firstBeyond.isEmpty());
  }

  /** Returns the speed of the model on a backend and device. */
  public static ThroughputRecord throughput(
      int batch, String backend, String device, OptionalDouble error) {
    MeasurementRecord measurement =
        new MeasurementRecord(14_120, error, "examples/s", List.of(List.of(14_120.0, 14_120.0)));
    return new ThroughputRecord(
        "mlp",
        batch,
        backend,
        device,
        "measured",
        Optional.empty(),
        Optional.of(measurement),
        Optional.of(measurement),
        OptionalDouble.of(101.5),
        OptionalDouble.of(0.5));
  }

  /** Returns a run of these cells. */
  public static RunRecord run(List<CellRecord> cells, List<ThroughputRecord> throughput) {
    MachineState machine = MachineState.now();
    return new RunRecord(
        RunRecord.SCHEMA,
        "1.0",
        "small",
        Instant.parse("2026-01-02T03:04:05Z"),
        Optional.of(Instant.parse("2026-01-02T03:05:05Z")),
        List.of("run", "small.yaml"),
        new RunRecord.Settings(2),
        JsonNodeFactory.instance.objectNode().put("name", "small"),
        new MachineRecord(machine, Optional.of(machine), OptionalDouble.of(1.5e11)),
        Map.of("a", new RunRecord.BackendVersion("1.0", Optional.of("A 2"), "/a")),
        cells,
        throughput,
        List.of("a cuda is left out: there is no GPU"));
  }
}
