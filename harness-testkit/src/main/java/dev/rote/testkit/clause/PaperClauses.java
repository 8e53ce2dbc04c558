package dev.rote.testkit.clause;

import dev.rote.api.Model;
import dev.rote.runner.parity.ParityTolerance;
import dev.rote.runner.parity.TraceDistance;
import dev.rote.runner.training.InitialParameters;
import dev.rote.testkit.scenario.Oracle;
import dev.rote.testkit.scenario.Outcome;
import dev.rote.testkit.scenario.Scenario;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The five networks of Zhang et al. 2016, from the initial parameters that a cell has. */
final class PaperClauses {
  private static final int STEPS = 20;

  private static final String TOGETHER =
      "if the clauses of its layers hold: layers that are right one by one and wrong together";

  private static final String LESS =
      "if smaller networks agree: arithmetic with less than float32, such as TF32 or bfloat16";

  private PaperClauses() {}

  static List<Clause> all() {
    return List.of(
        fullPerceptron(),
        small("mlp-1x512", new PaperModels(28, 8).mlp(1), 16, 0.01f),
        small("mlp-3x512", new PaperModels(28, 8).mlp(3), 16, 0.01f),
        small("small-alexnet", new PaperModels(12, 8).smallAlexNet(), 8, 0.01f),
        small("small-inception", new PaperModels(12, 8).smallInception(true), 8, 0.001f),
        small("small-inception-no-bn", new PaperModels(12, 8).smallInception(false), 8, 0.01f));
  }

  /**
   * Over twenty steps a larger rate than a thousandth would make chaos of the rounding of a network
   * with batch norm, and a tolerance that allows for it would prove nothing.
   */
  private static Clause small(String name, Model model, int batchSize, float learningRate) {
    return new Clause.InWorker(
        "paper-" + name,
        "trains " + name + ", scaled down",
        Finds.inForward(TOGETHER).and(Symptom.UPDATE, TOGETHER).and(Symptom.STATE, TOGETHER),
        false,
        Clause.LONG,
        subject -> {
          Scenario scenario =
              Scenario.ofEpochs(model, batchSize, 5 * batchSize, STEPS, learningRate)
                  .from(InitialParameters.draw(model, Scenario.SEED));
          Parity.Distance distance = Parity.require(subject, name, scenario);
          return "%d steps, %s".formatted(STEPS, Parity.describe(distance));
        });
  }

  /** The oracle takes seconds for it once, so it is not asked for its floor of chaos again. */
  private static Clause fullPerceptron() {
    return new Clause.InWorker(
        "paper-mlp-1x512-full-size",
        "trains mlp-1x512 at full size, batches of 128",
        Finds.inForward(LESS).and(Symptom.UPDATE, LESS).and(Symptom.STATE, LESS),
        false,
        Clause.LONG,
        subject -> {
          Model model = PaperModels.FULL_SIZE.mlp(1);
          subject.requireSupport(model);
          Scenario scenario =
              Scenario.ofEpochs(model, 128, 5 * 128, STEPS, 0.01f)
                  .from(InitialParameters.draw(model, Scenario.SEED));
          ParityTolerance tolerance =
              new ParityTolerance(
                  Collections.nCopies(STEPS, ParityTolerance.LEAST_LOSS_DIFFERENCE),
                  ParityTolerance.LEAST_PARAMETER_DIFFERENCE);
          Oracle.Answer answer =
              new Oracle.Answer(
                  Oracle.run(scenario), tolerance, ParityTolerance.LEAST_PARAMETER_DIFFERENCE);
          Outcome outcome = subject.run(scenario);
          Parity.require(outcome, "mlp-1x512", model, answer);
          TraceDistance distance =
              TraceDistance.of(outcome.trace(), answer.outcome().trace(), tolerance);
          return String.format(
              Locale.ROOT,
              "%d losses within %.1e of the oracle's, allowed is %.1e",
              STEPS,
              distance.largest(),
              ParityTolerance.LEAST_LOSS_DIFFERENCE);
        });
  }
}
