package dev.rote.testkit.clause;

import static dev.rote.testkit.clause.ClauseFailure.unless;

import dev.rote.api.DirectBuffers;
import dev.rote.api.Examples;
import dev.rote.api.Loss;
import dev.rote.api.Sgd;
import dev.rote.api.Trainer;
import dev.rote.runner.random.RandomStream;
import dev.rote.testkit.scenario.Action;
import dev.rote.testkit.scenario.Draw;
import dev.rote.testkit.scenario.Outcome;
import dev.rote.testkit.scenario.Scenario;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a training step is, whatever the network. */
final class TrainingClauses {
  private static final float WEIGHT_DECAY = 0.05f;

  private TrainingClauses() {}

  static List<Clause> all() {
    return List.of(
        clause(
            "momentum",
            "keeps a momentum over steps and calls",
            Finds.inUpdate("plain descent", "a momentum that each call forgets"),
            subject -> parity(subject, "momentum 0.9", CoreScenario.of(subject))),
        clause(
            "no-momentum",
            "trains without momentum",
            Finds.inUpdate("a momentum that is always there"),
            subject ->
                parity(subject, "momentum 0", CoreScenario.of(subject).with(Scenario.PLAIN))),
        clause(
            "learning-rate-change",
            "takes another learning rate in every call and leaves the momentum what it is",
            Finds.inUpdate("the rate folded into the momentum", "the first rate used for ever"),
            TrainingClauses::learningRateChange),
        clause(
            "weight-decay",
            "decays weights and nothing else",
            Finds.inUpdate("decayed biases, shifts or scales", "a decay not scaled by the rate"),
            TrainingClauses::weightDecay),
        clause(
            "nesterov",
            "looks ahead with Nesterov's momentum, with weight decay and without",
            Finds.inUpdate(
                "the classical momentum in its place",
                "a step along the new momentum that becomes the momentum",
                "a decay that is missing from the step"),
            TrainingClauses::nesterov),
        clause(
            "squared-loss",
            "trains with the squared loss, a linear network as well as the others",
            Finds.inForward(
                    "the cross-entropy in its place",
                    "a sum without the half",
                    "a mean over the classes as well",
                    "the distance of the probabilities in the place of the logits'")
                .and(Symptom.UPDATE, "a gradient twice as large"),
            TrainingClauses::squaredLoss),
        clause(
            "given-order",
            "trains on the examples in the order given",
            Finds.inForward(
                "shuffling of its own", "examples in the order in which they were loaded"),
            TrainingClauses::givenOrder),
        clause(
            "given-labels",
            "trains on the labels given",
            Finds.inForward("labels from somewhere else, such as the true ones"),
            TrainingClauses::givenLabels),
        clause(
            "load-again",
            "takes another training set and keeps parameters and momenta",
            Finds.inUpdate("the first set used for ever", "a momentum that is reset by load"),
            TrainingClauses::loadAgain),
        clause(
            "split-calls",
            "gives the same bits however steps are split over calls",
            Finds.mistakes("state that lives for a call only"),
            TrainingClauses::splitCalls),
        clause(
            "losses-in-place",
            "writes each loss at the index of its step and nothing else",
            Finds.mistakes("losses of other steps", "a buffer whose position is moved"),
            TrainingClauses::lossesInPlace),
        clause(
            "inputs-unchanged",
            "leaves images, labels and indices as they are",
            Finds.mistakes("arithmetic in the harness's own memory"),
            TrainingClauses::inputsUnchanged),
        clause(
            "batch-of-one",
            "trains and predicts one example at a time",
            Finds.inForward("an axis that is lost when it is 1")
                .and(Symptom.UPDATE, "an axis that is lost when it is 1"),
            TrainingClauses::batchOfOne),
        clause(
            "honest-divergence",
            "says so when training diverges",
            Finds.mistakes("losses that are clipped", "an exception instead of a result"),
            TrainingClauses::honestDivergence));
  }

  private static String learningRateChange(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    float[] rates = {0.08f, 0.002f, 0.05f, 0.0005f, 0.03f};
    List<Action> actions = new ArrayList<>();
    int call = 0;
    for (Action action : scenario.actions()) {
      actions.add(
          switch (action) {
            case Action.Load load -> load;
            case Action.Train train ->
                new Action.Train(train.batches(), rates[call++ % rates.length]);
          });
    }
    return parity(subject, "a learning rate that changes", scenario.doing(actions));
  }

  private static String weightDecay(Subject subject) {
    return parity(
        subject,
        "weight decay " + WEIGHT_DECAY,
        CoreScenario.of(subject).with(new Sgd(0.9f, WEIGHT_DECAY)));
  }

  private static String nesterov(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    String without = "Nesterov's momentum 0.9";
    String with = without + " and weight decay " + WEIGHT_DECAY;
    return parity(subject, without, scenario.with(new Sgd(0.9f, true, 0)))
        + ", with weight decay "
        + parity(subject, with, scenario.with(new Sgd(0.9f, true, WEIGHT_DECAY)));
  }

  private static String squaredLoss(Subject subject) {
    Sgd decaying = new Sgd(0.9f, WEIGHT_DECAY);
    Scenario scenario = CoreScenario.of(subject).with(Loss.SQUARED);
    Scenario linear = CoreScenario.of(CoreScenario.linear()).with(Loss.SQUARED);
    return parity(subject, "the squared loss", scenario)
        + ", with weight decay "
        + parity(subject, "the squared loss with weight decay", scenario.with(decaying))
        + ", of a linear network "
        + parity(subject, "the squared loss of a linear network", linear)
        + ", with weight decay "
        + parity(
            subject,
            "the squared loss of a linear network with weight decay",
            linear.with(decaying));
  }

  /** Examples come several times and some never: no permutation, so no backend's own either. */
  private static String givenOrder(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    List<Action> actions = new ArrayList<>(scenario.actions().subList(0, 1));
    RandomStream random = RandomStream.of(Scenario.SEED, "contract-order");
    for (Action.Train train : scenario.trainings()) {
      int[] indices = new int[train.batches().indices().capacity()];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = CoreScenario.EXAMPLES - 1 - random.nextInt(CoreScenario.EXAMPLES / 2);
      }
      actions.add(
          new Action.Train(CoreScenario.reordered(train.batches(), indices), train.learningRate()));
    }
    return parity(subject, "an order with repetitions", scenario.doing(actions));
  }

  /** The label of an image is first what its brightness says, and then anything. */
  private static String givenLabels(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    Examples random = Draw.examples(scenario.model(), CoreScenario.EXAMPLES, Scenario.SEED);
    int[] constant = new int[random.count()];
    Examples others = new Examples(random.images(), DirectBuffers.ints(constant));
    List<Action> actions = new ArrayList<>(List.of(new Action.Load(others)));
    actions.addAll(scenario.trainings().subList(0, 1));
    actions.addAll(scenario.actions());
    return parity(subject, "the same images with other labels", scenario.doing(actions));
  }

  private static String loadAgain(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    List<Action> actions = new ArrayList<>();
    int window = 0;
    for (Action.Train train : scenario.trainings()) {
      long seed = Scenario.SEED + 10 + window++;
      actions.add(new Action.Load(Draw.examples(scenario.model(), CoreScenario.EXAMPLES, seed)));
      actions.add(train);
    }
    return parity(subject, "a training set for every epoch", scenario.doing(actions));
  }

  private static String splitCalls(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    Outcome whole = subject.run(scenario);
    List<Action> actions = new ArrayList<>(scenario.actions().subList(0, 1));
    int first = 1;
    for (Action.Train train : scenario.trainings()) {
      int steps = train.batches().steps();
      int cut = first++ % steps;
      for (int[] part : new int[][] {{0, cut}, {cut, steps - cut}}) {
        if (part[1] > 0) {
          actions.add(train.part(part[0], part[1]));
        }
      }
    }
    Outcome split = subject.run(scenario.doing(actions));
    requireSameBits(whole, split, "split over more calls");
    return "%d steps in %d calls and in %d"
        .formatted(whole.trace().size(), scenario.trainings().size(), actions.size() - 1);
  }

  static void requireSameBits(Outcome one, Outcome other, String what) {
    for (int step = 0; step < one.trace().size(); step++) {
      unless(
          one.trace().get(step).equals(other.trace().get(step)),
          "%s, the loss of step %d is %s instead of %s",
          what,
          step,
          other.trace().get(step),
          one.trace().get(step));
    }
    unless(
        one.parameters().equals(other.parameters()),
        "%s, the losses are the same but the parameters after them are not",
        what);
  }

  private static String lossesInPlace(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    Outcome expected = subject.run(scenario);
    int written = 0;
    try (Trainer trainer = subject.open(scenario)) {
      trainer.load(scenario.examples());
      for (Action.Train train : scenario.trainings()) {
        int steps = train.batches().steps();
        FloatBuffer losses = DirectBuffers.floats(steps + 3);
        for (int i = 0; i < losses.capacity(); i++) {
          losses.put(i, -7);
        }
        losses.position(2);
        trainer.train(train.batches(), train.learningRate(), losses);
        unless(
            losses.position() == 2,
            "the position of the losses is moved from 2 to %d",
            losses.position());
        for (int step = 0; step < steps; step++) {
          unless(
              Float.compare(losses.get(step), expected.trace().get(written + step)) == 0,
              "with a longer buffer whose position is 2, index %d has %s instead of the loss %s",
              step,
              losses.get(step),
              expected.trace().get(written + step));
        }
        for (int i = steps; i < losses.capacity(); i++) {
          unless(losses.get(i) == -7, "index %d is written after %d steps", i, steps);
        }
        written += steps;
      }
    }
    return written + " losses";
  }

  private static String inputsUnchanged(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    long before = InputSum.of(scenario);
    subject.run(scenario);
    unless(before == InputSum.of(scenario), "what the harness handed over has changed");
    return "images, labels, indices and questions";
  }

  private static String batchOfOne(Subject subject) {
    return parity(
        subject,
        "batches of one example",
        Scenario.ofEpochs(CoreScenario.deterministicMlp(), 1, 20, 20, 0.02f));
  }

  private static String honestDivergence(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    List<Action> actions = new ArrayList<>(scenario.actions().subList(0, 1));
    for (Action.Train train : scenario.trainings()) {
      actions.add(new Action.Train(train.batches(), 1e6f));
    }
    List<Float> trace = subject.run(scenario.doing(actions)).trace();
    float worst = 0;
    for (float loss : trace) {
      if (!Float.isFinite(loss)) {
        return "a loss of " + loss;
      }
      worst = Math.max(worst, loss);
    }
    unless(
        worst > 100,
        "with a learning rate of 1e6 no loss is larger than %.3g in %d steps",
        worst,
        trace.size());
    return "a loss of " + worst;
  }

  private static String parity(Subject subject, String what, Scenario scenario) {
    Parity.Distance distance = Parity.require(subject, what, scenario);
    return Parity.describe(distance);
  }

  private static Clause clause(String id, String title, Finds finds, Clause.WorkerCheck check) {
    return new Clause.InWorker(id, title, finds, check);
  }
}
