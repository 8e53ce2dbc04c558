package dev.rote.backend.tf;

import dev.rote.api.Batches;
import dev.rote.api.DirectBuffers;
import dev.rote.api.DropoutMasks;
import dev.rote.api.Examples;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import dev.rote.testkit.TestDevice;
import dev.rote.testkit.clause.PaperModels;
import dev.rote.testkit.scenario.Draw;
import dev.rote.testkit.scenario.Scenario;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A program, not a test: training examples/s of the backend and of a {@link HandWrittenLoop} of the
 * same network, in turns in one process, and the ratio of each pair. Started by {@code
 * docs/backend-tf.md}'s command, pinned to a core, with the environment of a device.
 *
 * <p>Arguments: {@code mlp-1x512} or {@code small-alexnet}, pairs, steps of each measurement.
 */
final class SpeedComparison {
  private static final int BATCH = 128;
  private static final int EXAMPLES = 1280;
  private static final float RATE = 0.001f;

  private final String network;
  private final int steps;
  private final TrainingPlan plan;
  private final Parameters initial;
  private final Examples examples;

  private SpeedComparison(String network, int steps) {
    this.network = network;
    this.steps = steps;
    Model model = PaperModels.FULL_SIZE.named(network);
    plan = new TrainingPlan(model, TestDevice.ofThisRun(), 1, BATCH, Scenario.MOMENTUM);
    initial = Draw.parameters(model, 1);
    examples = Draw.examples(model, EXAMPLES, 2);
  }

  public static void main(String[] arguments) {
    SpeedComparison comparison = new SpeedComparison(arguments[0], Integer.parseInt(arguments[2]));
    List<Double> backend = new ArrayList<>();
    List<Double> handWritten = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int pair = 0; pair <= Integer.parseInt(arguments[1]); pair++) {
      // Each of a pair is first as often as the other.
      double first = pair % 2 == 0 ? comparison.backend() : comparison.handWritten();
      double second = pair % 2 == 0 ? comparison.handWritten() : comparison.backend();
      double ours = pair % 2 == 0 ? first : second;
      double theirs = pair % 2 == 0 ? second : first;
      if (pair > 0) {
        backend.add(ours);
        handWritten.add(theirs);
        ratios.add(ours / theirs);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s on %s: backend %.0f, by hand %.0f examples/s (medians); ratio of the pairs: median %.3f, from %.3f to %.3f%n",
        arguments[0],
        TestDevice.ofThisRun(),
        median(backend),
        median(handWritten),
        median(ratios),
        Collections.min(ratios),
        Collections.max(ratios));
  }

  private double backend() {
    try (Trainer trainer = new TensorFlowBackend().open(plan, initial)) {
      trainer.load(examples);
      Batches batches = batches();
      FloatBuffer losses = DirectBuffers.floats(steps);
      trainer.train(batches, RATE, losses);
      long start = System.nanoTime();
      trainer.train(batches, RATE, losses);
      return perSecond(start);
    }
  }

  private double handWritten() {
    float[] pixels;
    int[] labels = new int[EXAMPLES];
    examples.labels().get(0, labels);
    InputLayout layout = new InputLayout(new ChannelsLast(1, 3, 28, 28), false);
    try (var tensor = layout.tensor(examples.images())) {
      pixels = Tensors.toArray(tensor);
    }
    int[][] batches = new int[steps][BATCH];
    Batches planned = batches();
    for (int step = 0; step < steps; step++) {
      planned.step(step).get(0, batches[step]);
    }
    try (HandWrittenLoop loop =
        new HandWrittenLoop(network, layout.shape(EXAMPLES), pixels, labels, BATCH)) {
      loop.train(batches, RATE);
      long start = System.nanoTime();
      loop.train(batches, RATE);
      return perSecond(start);
    }
  }

  private double perSecond(long start) {
    return steps * BATCH / ((System.nanoTime() - start) / 1e9);
  }

  /** All examples in their order, again and again. */
  private Batches batches() {
    IntBuffer indices = DirectBuffers.ints(steps * BATCH);
    for (int i = 0; i < indices.capacity(); i++) {
      indices.put(i, i % EXAMPLES);
    }
    return new Batches(steps, BATCH, indices, DropoutMasks.NONE);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
