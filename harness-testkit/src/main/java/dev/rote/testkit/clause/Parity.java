package dev.rote.testkit.clause;

import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.runner.parity.LogitsDistance;
import dev.rote.runner.parity.ParameterDistance;
import dev.rote.runner.parity.TraceDistance;
import dev.rote.testkit.scenario.Oracle;
import dev.rote.testkit.scenario.Outcome;
import dev.rote.testkit.scenario.Scenario;
import java.util.Locale;
import java.util.OptionalInt;

/** Compares what a backend makes of a scenario with what the oracle makes of it. */
final class Parity {
  private Parity() {}

  /** How far a backend is from the oracle, each as a share of what is allowed. */
  record Distance(double trace, double parameters, double logits) {
    double largest() {
      return Math.max(trace, Math.max(parameters, logits));
    }
  }

  /**
   * Runs a scenario on both and returns the distance, all of it within the tolerance.
   *
   * @param what names the scenario in a sentence
   * @throws ClauseFailure if a distance is beyond it
   */
  static Distance require(Subject subject, String what, Scenario scenario) {
    subject.requireSupport(scenario.model());
    return require(subject.run(scenario), what, scenario.model(), Oracle.ask(scenario));
  }

  /** Compares an outcome with the oracle's answer. */
  static Distance require(Outcome outcome, String what, Model model, Oracle.Answer answer) {
    double trace = requireTrace(outcome, what, answer);
    ParameterDistance parameters =
        ParameterDistance.of(outcome.parameters(), answer.outcome().parameters());
    double allowed = answer.tolerance().parameters();
    unless(
        parameters.largest() <= allowed,
        Symptom.STATE,
        "%s: after %d steps the parameter %s is %.1e from the oracle's, relative to its largest"
            + " value, allowed is %.1e",
        what,
        outcome.trace().size(),
        parameters.parameter(),
        parameters.largest(),
        allowed);
    double logits = LogitsDistance.of(outcome.logits(), answer.outcome().logits());
    unless(
        logits <= answer.logits(),
        Symptom.PREDICTION,
        "%s: trace and parameters agree with the oracle's, but the logits predicted afterwards are"
            + " %.1e from its logits, relative to the largest, allowed is %.1e: %s",
        what,
        logits,
        answer.logits(),
        differsInPredictions(model)
            ? "predictions use running statistics and no dropout"
            : "this network predicts what it trains, so it is the order of the logits, or that they"
                + " are those of other images or parameters");
    return new Distance(trace, parameters.largest() / allowed, logits / answer.logits());
  }

  private static boolean differsInPredictions(Model model) {
    return model.contains(Layer.BatchNorm.class) || model.contains(Layer.Dropout.class);
  }

  private static double requireTrace(Outcome outcome, String what, Oracle.Answer answer) {
    TraceDistance distance =
        TraceDistance.of(outcome.trace(), answer.outcome().trace(), answer.tolerance());
    OptionalInt beyond = distance.firstBeyond();
    if (beyond.isPresent()) {
      int step = beyond.getAsInt();
      float loss = outcome.trace().get(step);
      float right = answer.outcome().trace().get(step);
      throw Float.isFinite(loss)
          ? disagreement(what, step, loss, right, answer.tolerance().at(step))
          : noNumber(what, step, loss, right);
    }
    double share = 0;
    for (int step = 0; step < distance.steps(); step++) {
      double difference =
          TraceDistance.relative(outcome.trace().get(step), answer.outcome().trace().get(step));
      share = Math.max(share, difference / answer.tolerance().at(step));
    }
    return share;
  }

  private static ClauseFailure disagreement(
      String what, int step, float loss, float right, double allowed) {
    return new ClauseFailure(
        String.format(
            Locale.ROOT,
            "%s: the loss of step %d is %.7g, the oracle's %.7g: %.1e apart, allowed is %.1e; %s",
            what,
            step,
            loss,
            right,
            TraceDistance.relative(loss, right),
            allowed,
            step == 0
                ? "the forward pass, the examples or the loss differ"
                : "the steps before it agree, so a gradient, the update or the order differs"),
        step == 0 ? Symptom.FORWARD : Symptom.UPDATE);
  }

  /** What usually makes other numbers makes none that is none. */
  private static ClauseFailure noNumber(String what, int step, float loss, float right) {
    String sentence =
        String.format(
            Locale.ROOT,
            "%s: the loss of step %d is %s, the oracle's %.7g",
            what,
            step,
            loss,
            right);
    return step == 0
        ? new ClauseFailure(
            sentence,
            "nothing has been trained yet, so the forward pass or the loss makes what is no number:"
                + " a logarithm of 0, a division by 0, an exponential that is too large, or"
                + " parameters or images that were never copied in")
        : new ClauseFailure(
            sentence + "; the steps before it agree, so a gradient or the update makes it");
  }

  private static void unless(boolean holds, Symptom symptom, String format, Object... figures) {
    if (!holds) {
      throw new ClauseFailure(String.format(Locale.ROOT, format, figures), symptom);
    }
  }

  /** Returns {@code at most 12 % of the tolerance}. */
  static String describe(Distance distance) {
    return String.format(Locale.ROOT, "at most %.0f %% of the tolerance", distance.largest() * 100);
  }
}
