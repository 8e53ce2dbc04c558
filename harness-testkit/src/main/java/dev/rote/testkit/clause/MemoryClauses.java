package dev.rote.testkit.clause;

import static dev.rote.testkit.clause.ClauseFailure.unless;

import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Shape;
import dev.rote.api.Trainer;
import dev.rote.testkit.scenario.Action;
import dev.rote.testkit.scenario.Scenario;
import java.util.Arrays;
import java.util.List;

/**
 * Memory over many steps and many trainers, in processes whose heap has a fixed size and is
 * resident from the start: what grows beside it is the framework's.
 */
final class MemoryClauses {
  private static final long MEBIBYTE = 1 << 20;

  private static final int WARM_UP_STEPS = 300;
  private static final int STEPS = 2000;
  private static final int STEPS_PER_CALL = 20;

  /** Nothing but noise of the allocators: what a step uses is several times this per step. */
  private static final long STEPS_MAY_ADD = 24 * MEBIBYTE;

  /** After the first ones an allocator keeps what it got from the system, without it being lost. */
  private static final int WARM_UP_TRAINERS = 20;

  /**
   * What is lost is lost again in every round; an allocator that keeps a freed block, or gives one
   * back late, does so in some.
   */
  private static final int ROUNDS = 5;

  private static final int TRAINERS = 10;

  private MemoryClauses() {}

  static List<Clause> all() {
    return List.of(
        clause(
            "memory-over-steps",
            "needs no more memory after 2,000 steps than after 300",
            "tensors of a step that nobody frees",
            MemoryClauses::overSteps),
        clause(
            "memory-after-close",
            "frees a trainer's memory when it is closed",
            "parameters or a training set that outlive their trainer",
            MemoryClauses::afterClose));
  }

  private static String overSteps(Subject subject) {
    Scenario scenario = Scenario.ofEpochs(perceptron(128), 32, 32 * STEPS_PER_CALL, 1, 1e-3f);
    try (Trainer trainer = subject.open(scenario)) {
      run(trainer, scenario, WARM_UP_STEPS);
      long grown = ROUNDS * medianGrowth(() -> run(trainer, scenario, STEPS / ROUNDS));
      unless(
          grown <= STEPS_MAY_ADD,
          "memory grows by %.0f MiB over %d steps, %.0f KiB each (median of %d rounds), allowed is %d"
              + " MiB",
          grown / (double) MEBIBYTE,
          STEPS,
          grown / 1024.0 / STEPS,
          ROUNDS,
          STEPS_MAY_ADD / MEBIBYTE);
      return "%.1f MiB more".formatted(grown / (double) MEBIBYTE);
    }
  }

  private static void run(Trainer trainer, Scenario scenario, int steps) {
    Action.Train train = scenario.trainings().getFirst();
    trainer.load(scenario.examples());
    for (int done = 0; done < steps; done += STEPS_PER_CALL) {
      Scenario.train(trainer, train.batches(), train.learningRate());
      scenario.predict(trainer, scenario.questions().slice(0, 40));
    }
  }

  private static String afterClose(Subject subject) {
    Scenario scenario = Scenario.ofEpochs(perceptron(4096), 8, 16, 2, 1e-3f);
    long parameterBytes = scenario.model().trainedParameterCount() * Float.BYTES;
    open(subject, scenario, WARM_UP_TRAINERS);
    long grown = medianGrowth(() -> open(subject, scenario, TRAINERS));
    long allowed = TRAINERS * parameterBytes / 2;
    unless(
        grown <= allowed,
        "memory grows by %.0f MiB (median of %d rounds) while %d trainers with %.1f MiB of"
            + " parameters are opened and closed, allowed is %.0f MiB",
        grown / (double) MEBIBYTE,
        ROUNDS,
        TRAINERS,
        parameterBytes / (double) MEBIBYTE,
        allowed / (double) MEBIBYTE);
    return "%.1f MiB more after %d trainers, median of %d rounds"
        .formatted(grown / (double) MEBIBYTE, TRAINERS, ROUNDS);
  }

  /** Returns by how many bytes the memory grows in a round, the median of some. */
  private static long medianGrowth(Runnable round) {
    long[] growths = new long[ROUNDS];
    long before = SettledMemory.bytes();
    for (int i = 0; i < ROUNDS; i++) {
      round.run();
      long after = SettledMemory.bytes();
      growths[i] = after - before;
      before = after;
    }
    Arrays.sort(growths);
    return growths[ROUNDS / 2];
  }

  private static void open(Subject subject, Scenario scenario, int times) {
    for (int i = 0; i < times; i++) {
      subject.run(scenario);
    }
  }

  private static Model perceptron(int units) {
    return Model.of(
        "memory",
        Shape.of(3, 8, 8),
        List.of(new Layer.Flatten(), new Layer.Dense(units, true), new Layer.Dense(10, true)),
        Initializer.HE_NORMAL);
  }

  private static Clause clause(String id, String title, String finds, Clause.WorkerCheck check) {
    return new Clause.InWorker(id, title, Finds.mistakes(finds), true, Clause.LONG, check);
  }
}
