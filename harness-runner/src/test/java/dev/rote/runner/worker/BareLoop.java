package dev.rote.runner.worker;

import dev.rote.api.Batches;
import dev.rote.api.DirectBuffers;
import dev.rote.api.Trainer;
import dev.rote.runner.training.Epoch;
import dev.rote.runner.wire.MeasureFork;
import dev.rote.runner.wire.WireFormat;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What one would write without a harness: a trainer, a loop, a clock. Trains whole epochs a call
 * for as long as the job of a throughput fork says, and prints the examples/s of each measured
 * iteration. The measure of {@code HarnessCost}.
 */
public final class BareLoop {
  /** What precedes a rate in its output. */
  public static final String RATE = "examples/s ";

  private final CellInputs inputs;
  private final Batches epoch;
  private final FloatBuffer losses;

  private BareLoop(CellInputs inputs) {
    this.inputs = inputs;
    Epoch first = inputs.firstEpoch();
    epoch = first.batches(0, first.steps());
    losses = DirectBuffers.floats(first.steps());
  }

  /** Takes the file of the job. */
  public static void main(String[] arguments) throws IOException {
    MeasureFork job = (MeasureFork) WireFormat.readJob(Files.readString(Path.of(arguments[0])));
    BareLoop loop = new BareLoop(CellInputs.prepare(job.cell(), job.batchSize()));
    for (int i = 0; i < job.measuring().warmupIterations(); i++) {
      loop.examplesPerSecond(job.measuring().warmupTime());
    }
    for (int i = 0; i < job.measuring().iterations(); i++) {
      System.out.println(RATE + loop.examplesPerSecond(job.measuring().iterationTime()));
    }
    System.exit(0);
  }

  private double examplesPerSecond(Duration time) {
    float learningRate = inputs.firstLearningRate();
    try (Trainer trainer = inputs.open()) {
      trainer.load(inputs.data().train());
      trainer.train(epoch, learningRate, losses);
      long examples = 0;
      long start = System.nanoTime();
      long elapsed = 0;
      while (elapsed < time.toNanos()) {
        trainer.train(epoch, learningRate, losses);
        examples += (long) epoch.steps() * epoch.batchSize();
        elapsed = System.nanoTime() - start;
      }
      return examples * 1e9 / elapsed;
    }
  }
}
