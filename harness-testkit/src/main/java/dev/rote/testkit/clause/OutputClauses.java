package dev.rote.testkit.clause;

import static dev.rote.testkit.clause.ClauseFailure.unless;

import dev.rote.api.Trainer;
import dev.rote.testkit.scenario.Action;
import dev.rote.testkit.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process prints. Everything it prints is kept in its log, and what a framework spends on
 * printing is measured as the framework's own time.
 */
final class OutputClauses {
  /** The standard output and the standard error of a worker are one file. */
  private static final Path OUTPUT = Path.of("/proc/self/fd/1");

  private static final int WARM_UP_STEPS = 100;
  private static final int STEPS = 1000;

  /** A few messages, and what a native library had in its buffer; not a line a step. */
  private static final long MAY_PRINT = 16 << 10;

  private OutputClauses() {}

  static List<Clause> all() {
    return List.of(
        new Clause.InWorker(
            "quiet",
            "prints next to nothing while it trains and predicts",
            Finds.mistakes("a line a step, from a framework's log or a statement forgotten"),
            OutputClauses::quiet));
  }

  private static String quiet(Subject subject) throws IOException {
    Scenario scenario = CoreScenario.of(subject);
    try (Trainer trainer = subject.open(scenario)) {
      trainer.load(scenario.examples());
      train(trainer, scenario, WARM_UP_STEPS);
      long before = printed();
      int steps = train(trainer, scenario, STEPS);
      long bytes = printed() - before;
      unless(
          bytes <= MAY_PRINT,
          "it prints %d KiB in %d steps, %d bytes each, allowed are %d KiB: printing costs time that"
              + " is measured as the framework's; silence it by a variable or an option in launch, or"
              + " in the framework's logging",
          bytes >> 10,
          steps,
          bytes / steps,
          MAY_PRINT >> 10);
      return "%d bytes in %d steps".formatted(bytes, steps);
    }
  }

  private static int train(Trainer trainer, Scenario scenario, int steps) {
    int trained = 0;
    while (trained < steps) {
      for (Action.Train train : scenario.trainings()) {
        // Of a rate that small nothing can diverge, which is a reason to print.
        Scenario.train(trainer, train.batches(), 1e-4f);
        trained += train.batches().steps();
      }
      scenario.predict(trainer, scenario.questions());
    }
    return trained;
  }

  private static long printed() throws IOException {
    System.out.flush();
    System.err.flush();
    if (!Files.isRegularFile(OUTPUT)) {
      throw new ClauseSkip("this system does not tell how much a process has printed");
    }
    return Files.size(OUTPUT);
  }
}
