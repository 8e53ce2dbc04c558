package dev.rote.runner.result.json;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.random.RandomStream;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.ClosedForm;
import dev.rote.runner.result.Contention;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Evaluation;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.Hashes;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.Learning;
import dev.rote.runner.result.Measurement;
import dev.rote.runner.result.Milestone;
import dev.rote.runner.result.MinimumNorm;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.Parity;
import dev.rote.runner.result.ReferenceTrace;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.SpeedKey;
import dev.rote.runner.result.SpeedOutcome;
import dev.rote.runner.result.Threshold;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.TwinResult;
import dev.rote.runner.result.WorkerFacts;
import dev.rote.runner.result.Zero;
import dev.rote.runner.result.evidence.LoadedLibrary;
import dev.rote.runner.result.evidence.MathLibrary;
import dev.rote.runner.result.evidence.ProbeLogits;
import dev.rote.runner.result.provenance.BackendVersion;
import dev.rote.runner.result.provenance.DataFile;
import dev.rote.runner.result.provenance.Machine;
import dev.rote.runner.result.provenance.MachineState;
import dev.rote.runner.result.provenance.Session;
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
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Runs of every shape, from a seed: empty and full, sound and broken, with the strangest numbers.
 */
public final class GeneratedRuns {
  private static final List<String> TEXTS =
      List.of("", "a", "mlp-1x512", "ü \"quoted\" </script>", "line\nfeed", "\u0000\u2028", "NaN");
  private static final List<Double> DOUBLES =
      List.of(
          0.0,
          -0.0,
          1.0,
          0.1,
          1e-300,
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          1 / 3.0);
  private static final List<Float> FLOATS =
      List.of(0f, 1f, 0.1f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY);

  private final RandomStream random;

  /** Returns the runs of a seed. */
  public GeneratedRuns(long seed) {
    random = RandomStream.of(seed, "generated runs");
  }

  /** Returns the next run. */
  public RunResult run() {
    return new RunResult(
        RunResult.SCHEMA,
        text(),
        text(),
        instant(),
        maybe(this::instant),
        list(this::text),
        new RunResult.Settings(1 + random.nextInt(64)),
        JsonNodeFactory.instance.objectNode().put("name", text()).put("weight", 0.5),
        new Machine(machine(), maybe(this::machine), maybeDouble()),
        map(() -> new BackendVersion(text(), maybe(this::text), text(), map(this::text))),
        list(() -> new DataFile(text(), random.nextInt(1 << 30), text())),
        list(() ->
            new Session(
                list(this::text),
                machine(),
                maybe(this::machine),
                new TreeMap<>(map(this::text)),
                list(this::text),
                list(this::text))),
        map(this::reference),
        list(this::cell),
        list(() -> new TwinResult(1 + random.nextInt(9), cell())),
        list(this::throughput),
        random.nextInt(3),
        random.nextInt(9),
        list(this::text),
        list(this::text));
  }

  private MachineState machine() {
    return new MachineState(
        instant(),
        text(),
        text(),
        maybe(this::text),
        random.nextInt(256),
        maybe(this::text),
        maybeDouble(),
        maybeDouble(),
        maybeDouble(),
        maybeLong(),
        maybeLong());
  }

  private ReferenceTrace reference() {
    return new ReferenceTrace(
        text(),
        ending(),
        list(this::real),
        maybe(this::logits),
        maybe(() ->
            new ReferenceTrace.Beside(
                list(this::real), list(this::real), maybe(this::logits), maybe(this::logits))));
  }

  private Ending ending() {
    return new Ending(pick(List.of(Outcome.values())), maybe(this::text), maybe(this::text));
  }

  private CellResult cell() {
    return new CellResult(
        new CellKey(text(), text(), text(), text(), device(), random.nextLong(), random.nextInt(9)),
        ending(),
        new Learning(
            list(() -> new Zero(threshold(), maybe(this::milestone))),
            list(this::epoch),
            list(this::real32),
            maybe(this::logits),
            new Hashes(
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text)),
            maybe(() ->
                new ClosedForm(
                    maybeDouble(),
                    maybe(() -> new MinimumNorm(real(), real(), real(), real(), maybeDouble()))))),
        new WorkerFacts(maybe(this::text), maybeDouble(), maybeLong(), maybeLong()),
        maybe(() ->
            new Attestation(
                pick(List.of(Attestation.Verdict.values())),
                text(),
                map(() -> random.nextInt(100)),
                map(() -> random.nextInt(100)),
                maybe(() -> list(this::library)))),
        maybe(() ->
            new Parity(
                text(),
                random.nextInt(20),
                real(),
                random.nextInt(20),
                random.nextInt(2) == 0 ? OptionalInt.empty() : OptionalInt.of(random.nextInt(20)),
                real(),
                real(),
                random.nextInt(2) == 0,
                random.nextInt(20),
                maybe(() -> new Parity.Logits(real(), real(), maybeDouble(), real())),
                maybeDouble())));
  }

  private ProbeLogits logits() {
    return new ProbeLogits(list(this::real32), list(this::real32));
  }

  private LoadedLibrary library() {
    return new LoadedLibrary(
        text(),
        random.nextInt(1000),
        list(() -> new MathLibrary(text(), maybe(this::text))),
        random.nextInt(2) == 0);
  }

  /** Positive and short: the number is part of a threshold's name, whose decimals are plain. */
  private Threshold threshold() {
    return new Threshold(
        pick(List.of(Threshold.Quantity.values())), pick(List.of(0.1, 0.01, 1.0, 0.5)));
  }

  private Milestone milestone() {
    return new Milestone(random.nextInt(100), random.nextLong(), real());
  }

  private EpochResult epoch() {
    return new EpochResult(
        random.nextInt(100),
        random.nextInt(100),
        real32(),
        evaluation(),
        maybe(this::evaluation),
        real(),
        real(),
        text(),
        maybe(this::text),
        maybeDouble());
  }

  private Evaluation evaluation() {
    int count = 1 + random.nextInt(1000);
    return new Evaluation(real(), random.nextInt(count + 1), count);
  }

  private ThroughputResult throughput() {
    return new ThroughputResult(
        new SpeedKey(text(), random.nextInt(256), text(), device()),
        pick(List.of(SpeedOutcome.values())),
        maybe(this::text),
        maybe(this::measurement),
        maybe(this::measurement),
        maybeDouble(),
        maybeDouble(),
        list(() ->
            new ForkResult(
                random.nextInt(9),
                random.nextInt(9),
                instant(),
                ending(),
                maybe(this::samples),
                maybeLong(),
                Optional.empty())));
  }

  private Measurement measurement() {
    return new Measurement(real(), maybeDouble(), text(), list(() -> list(this::real)));
  }

  private ForkSamples samples() {
    List<Iteration> train = new ArrayList<>(list(this::iteration));
    train.add(iteration());
    return new ForkSamples(train, List.of(iteration()), random.nextInt(2) == 0);
  }

  private Iteration iteration() {
    return new Iteration(
        real(),
        real(),
        maybeDouble(),
        maybe(() ->
            new Contention(maybeLong(), maybeLong(), maybeDouble(), maybeDouble(), maybeDouble())));
  }

  private Device device() {
    return random.nextInt(2) == 0
        ? Device.first(pick(List.of(DeviceKind.values())))
        : new Device(DeviceKind.CUDA, random.nextInt(8));
  }

  private Instant instant() {
    return Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE), random.nextInt(1_000_000_000));
  }

  private String text() {
    return pick(TEXTS);
  }

  private double real() {
    return pick(DOUBLES);
  }

  private float real32() {
    return pick(FLOATS);
  }

  private OptionalDouble maybeDouble() {
    return random.nextInt(2) == 0 ? OptionalDouble.empty() : OptionalDouble.of(real());
  }

  private OptionalLong maybeLong() {
    return random.nextInt(2) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextInt(2) == 0 ? Optional.empty() : Optional.of(value.get());
  }

  private <T> List<T> list(Supplier<T> value) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value.get());
    }
    return list;
  }

  private <T> Map<String, T> map(Supplier<T> value) {
    Map<String, T> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(text() + i, value.get());
    }
    return map;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
