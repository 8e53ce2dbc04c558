package dev.rote.runner.worker;

import dev.rote.api.Batches;
import dev.rote.api.DirectBuffers;
import dev.rote.api.Images;
import dev.rote.api.Trainer;
import dev.rote.runner.data.Window;
import dev.rote.runner.machine.ContentionCounters;
import dev.rote.runner.machine.ProcessorTime;
import dev.rote.runner.training.Epoch;
import dev.rote.runner.training.StepsPerCall;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A cell's training steps and predictions under JMH. Indices and dropout masks are drawn before
 * anything is timed. Every iteration begins with parameters set afresh: what a network does after
 * it has memorized its data, with losses and perhaps gradients of zero, is other work.
 *
 * <p>JMH constructs it in the worker's own process, see {@link MeasureForkPerformer}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ThroughputBenchmark {
  /**
   * JMH constructs the benchmark itself, in this process: there is no other way to hand it some.
   */
  private static volatile CellInputs prepared;

  private static volatile double share;

  private CellInputs inputs;
  private float learningRate;
  private Window window;
  private List<Batches> calls;
  private FloatBuffer losses;
  private Images images;
  private FloatBuffer logits;
  private Trainer trainer;
  private Burner burner;
  private int next;
  private ContentionCounters contentionBefore;
  private ProcessorTime processorBefore;
  private long wallBefore;

  /** Constructed by JMH. */
  public ThroughputBenchmark() {}

  /**
   * Sets the inputs of the benchmarks that JMH will construct.
   *
   * @param burn of the time of every call, the share that is burned to no purpose
   */
  static void inputs(CellInputs inputs, double burn) {
    prepared = inputs;
    share = burn;
  }

  /** What an operation did; JMH divides it by the time of the iteration. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counters {
    /** Examples trained on or predicted. */
    public long examples;

    /** Calls whose last loss was not finite. */
    public long nonFiniteLosses;

    /** Constructed by JMH. */
    public Counters() {}
  }

  /** What an iteration took, as it is; a number is negative if it is not known. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Times {
    /** Of wall time. */
    public long wallNanoseconds;

    /** Of processor time, of all threads of the process. */
    public long processorNanoseconds;

    /** Of waiting for a processor, of all threads of the process. */
    public long waitingNanoseconds;

    /** How often threads of the process gave their processor away. */
    public long voluntarySwitches;

    /** How often threads of the process had their processor taken from them. */
    public long involuntarySwitches;

    /** That the hypervisor gave to others, of all processors. */
    public long stealNanoseconds;

    /** In which anything on the machine waited for a processor. */
    public long pressureNanoseconds;

    /** Constructed by JMH. */
    public Times() {}
  }

  /** Draws what the iterations are handed. */
  @Setup(Level.Trial)
  public void prepare() {
    inputs = prepared;
    learningRate = inputs.firstLearningRate();
    burner = new Burner(share, inputs.plan().threads());
    window = inputs.data().training().window(0, 0);
    int batchSize = inputs.plan().batchSize();
    Epoch epoch = inputs.firstEpoch();
    int steps =
        Math.min(
            epoch.steps(),
            StepsPerCall.of(inputs.plan().model(), batchSize, inputs.plan().device().kind()));
    calls = new ArrayList<>();
    // Calls of equal size: a framework may compile something for every number of steps.
    for (int first = 0; first + steps <= epoch.steps(); first += steps) {
      calls.add(epoch.batches(first, steps));
    }
    losses = DirectBuffers.floats(steps);
    images = inputs.data().train().images().slice(0, steps * batchSize);
    logits = DirectBuffers.floats(images.count() * inputs.plan().model().classes());
  }

  /** Sets the parameters afresh, and lets the framework do once what it does only once. */
  @Setup(Level.Iteration)
  public void open() {
    trainer = inputs.open();
    trainer.load(window.examples());
    trainer.train(calls.getFirst(), learningRate, losses);
    trainer.predict(images.slice(0, inputs.plan().batchSize()), logits);
    next = 0;
    // What takes longest to read is furthest from what is timed.
    contentionBefore = ContentionCounters.now();
    processorBefore = ProcessorTime.now();
    wallBefore = System.nanoTime();
  }

  /** Reads the clocks, and frees the trainer of the iteration. */
  @TearDown(Level.Iteration)
  public void close(Times times) {
    times.wallNanoseconds = System.nanoTime() - wallBefore;
    ProcessorTime processor = ProcessorTime.now();
    ContentionCounters contention = ContentionCounters.now();
    times.processorNanoseconds = nanoseconds(processor.secondsSince(processorBefore));
    times.waitingNanoseconds = nanoseconds(processor.waitingSecondsSince(processorBefore));
    times.voluntarySwitches = contention.voluntarySwitchesSince(contentionBefore).orElse(-1);
    times.involuntarySwitches = contention.involuntarySwitchesSince(contentionBefore).orElse(-1);
    times.stealNanoseconds = nanoseconds(contention.stealSecondsSince(contentionBefore));
    times.pressureNanoseconds = nanoseconds(contention.pressureSecondsSince(contentionBefore));
    trainer.close();
  }

  private static long nanoseconds(OptionalDouble seconds) {
    return seconds.isPresent() ? Math.round(1e9 * seconds.getAsDouble()) : -1;
  }

  /** Trains some steps and returns the last one's loss. */
  @Benchmark
  public float train(Counters counters) {
    long began = System.nanoTime();
    Batches batches = calls.get(next);
    next = (next + 1) % calls.size();
    trainer.train(batches, learningRate, losses);
    counters.examples += (long) batches.steps() * batches.batchSize();
    float loss = losses.get(batches.steps() - 1);
    if (!Float.isFinite(loss)) {
      counters.nonFiniteLosses++;
    }
    burner.burnFor(began);
    return loss;
  }

  /** Predicts some batches and returns the first logit. */
  @Benchmark
  public float predict(Counters counters) {
    long began = System.nanoTime();
    trainer.predict(images, logits);
    counters.examples += images.count();
    burner.burnFor(began);
    return logits.get(0);
  }
}
