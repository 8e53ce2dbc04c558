package dev.rote.testkit.clause;

import static dev.rote.testkit.clause.ClauseFailure.unless;

import dev.rote.api.DirectBuffers;
import dev.rote.api.Images;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.runner.parity.LogitsDistance;
import dev.rote.runner.parity.ParityTolerance;
import dev.rote.testkit.scenario.Action;
import dev.rote.testkit.scenario.Draw;
import dev.rote.testkit.scenario.Outcome;
import dev.rote.testkit.scenario.Scenario;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a prediction is, and what parameters are outside of a backend. */
final class PredictionClauses {
  private static final double ALLOWED = ParityTolerance.LEAST_PARAMETER_DIFFERENCE;

  private PredictionClauses() {}

  static List<Clause> all() {
    return List.of(
        clause(
            "predict-partial-batch",
            "predicts any number of images",
            "a last batch that is dropped, padded or shifted",
            PredictionClauses::partialBatch),
        clause(
            "predict-fresh",
            "predicts what the images and the parameters are now",
            "predictions that are kept and given again",
            PredictionClauses::fresh),
        clause(
            "predict-changes-nothing",
            "predicts without a change to parameters and statistics",
            "running averages that move, dropout in predictions",
            PredictionClauses::changesNothing),
        clause(
            "logits-in-place",
            "writes the logits from index 0 and nothing else",
            "a buffer whose position is moved, logits beyond the last image",
            PredictionClauses::logitsInPlace),
        clause(
            "parameters-round-trip",
            "gives back the parameters it was opened with and takes those it gave",
            "a layout of its own that shows through, a parameter that is lost",
            PredictionClauses::roundTrip),
        clause(
            "parameters-are-a-copy",
            "gives parameters that later steps do not change",
            "a view of memory that is still in use",
            PredictionClauses::copy));
  }

  private static String partialBatch(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    int batch = scenario.batchSize();
    Images all = Draw.images(scenario.model().input(), 3 * batch + 2, Scenario.SEED + 3);
    int classes = scenario.model().classes();
    try (Trainer trainer = trained(subject, scenario)) {
      List<Float> together = scenario.predict(trainer, all);
      for (int count : new int[] {1, batch - 1, batch, batch + 1, 2 * batch, 3 * batch + 1}) {
        int first = all.count() - count;
        List<Float> part = scenario.predict(trainer, all.slice(first, count));
        double distance =
            LogitsDistance.of(part, together.subList(first * classes, all.count() * classes));
        unless(
            distance <= ALLOWED,
            "the last %d of %d images, in batches of %d, get logits that are %.1e from those they"
                + " get among all, allowed is %.1e",
            count,
            all.count(),
            batch,
            distance,
            ALLOWED);
      }
    }
    return "1 to %d images in batches of %d".formatted(all.count(), batch);
  }

  private static String fresh(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    FloatBuffer pixels = DirectBuffers.floats(7 * scenario.model().input().size());
    Images images = new Images(7, scenario.model().input(), pixels);
    Draw.fill(pixels, Scenario.SEED + 4);
    try (Trainer trainer = subject.open(scenario)) {
      List<Float> first = scenario.predict(trainer, images);
      Draw.fill(pixels, Scenario.SEED + 5);
      List<Float> second = scenario.predict(trainer, images);
      unless(
          LogitsDistance.of(second, first) > ALLOWED,
          "the same buffer with other images in it gets the logits of those that were there before");
      trainAll(trainer, scenario);
      List<Float> third = scenario.predict(trainer, images);
      unless(
          LogitsDistance.of(third, second) > ALLOWED,
          "after %d steps of training the same images get the same logits as before",
          scenario.trainings().stream().mapToInt(train -> train.batches().steps()).sum());
    }
    return "other images in the same buffer, and other parameters";
  }

  private static String changesNothing(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    try (Trainer trainer = trained(subject, scenario)) {
      Parameters before = Scenario.parameters(trainer);
      List<Float> first = scenario.predict(trainer, scenario.questions());
      List<Float> second = scenario.predict(trainer, scenario.questions());
      unless(
          Scenario.parameters(trainer).equals(before),
          "a prediction changes the parameters or the running statistics");
      unless(
          first.equals(second),
          "the same images get other logits the second time, %.1e apart",
          LogitsDistance.of(second, first));
    }
    Outcome once = subject.run(scenario);
    unless(
        once.trace().equals(traceWithPredictions(subject, scenario)),
        "training goes another way if something is predicted between its calls");
    return "parameters, logits and further steps are the same bits";
  }

  private static List<Float> traceWithPredictions(Subject subject, Scenario scenario) {
    List<Float> trace = new ArrayList<>();
    try (Trainer trainer = subject.open(scenario)) {
      for (Action action : scenario.actions()) {
        switch (action) {
          case Action.Load load -> trainer.load(load.examples());
          case Action.Train train ->
              trace.addAll(Scenario.train(trainer, train.batches(), train.learningRate()));
        }
        scenario.predict(trainer, scenario.questions());
      }
    }
    return trace;
  }

  private static String logitsInPlace(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    Images questions = scenario.questions();
    int size = questions.count() * scenario.model().classes();
    try (Trainer trainer = subject.open(scenario)) {
      List<Float> expected = scenario.predict(trainer, questions);
      FloatBuffer logits = DirectBuffers.floats(size + 3);
      for (int i = 0; i < logits.capacity(); i++) {
        logits.put(i, 1e9f);
      }
      logits.position(2);
      trainer.predict(questions, logits);
      unless(logits.position() == 2, "the position is moved from 2 to %d", logits.position());
      for (int i = 0; i < size; i++) {
        unless(
            Float.compare(logits.get(i), expected.get(i)) == 0,
            "with a longer buffer whose position is 2, index %d has %s instead of the logit %s",
            i,
            logits.get(i),
            expected.get(i));
      }
      for (int i = size; i < logits.capacity(); i++) {
        unless(logits.get(i) == 1e9f, "index %d is written although there are %d logits", i, size);
      }
    }
    return size + " logits";
  }

  private static String roundTrip(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    try (Trainer trainer = subject.open(scenario)) {
      unless(
          Scenario.parameters(trainer).equals(scenario.initial()),
          "a trainer that has trained nothing gives other parameters than it was opened with");
    }
    Parameters exported;
    List<Float> predicted;
    try (Trainer trainer = trained(subject, scenario)) {
      exported = Scenario.parameters(trainer);
      predicted = scenario.predict(trainer, scenario.questions());
    }
    try (Trainer trainer = subject.open(scenario.from(exported))) {
      double distance =
          LogitsDistance.of(scenario.predict(trainer, scenario.questions()), predicted);
      unless(
          distance <= ALLOWED,
          "a trainer opened with exported parameters predicts logits that are %.1e from those of"
              + " the trainer that exported them, allowed is %.1e",
          distance,
          ALLOWED);
      return String.format(Locale.ROOT, "logits within %.1e", distance);
    }
  }

  private static String copy(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    try (Trainer trainer = subject.open(scenario)) {
      Parameters exported = Scenario.parameters(trainer);
      trainAll(trainer, scenario);
      unless(
          exported.equals(scenario.initial()),
          "parameters that were exported before training are changed by it");
      unless(
          !Scenario.parameters(trainer).equals(exported),
          "the parameters are the same after training");
    }
    return "exported parameters stay";
  }

  private static Trainer trained(Subject subject, Scenario scenario) {
    Trainer trainer = subject.open(scenario);
    trainAll(trainer, scenario);
    return trainer;
  }

  private static void trainAll(Trainer trainer, Scenario scenario) {
    for (Action action : scenario.actions()) {
      switch (action) {
        case Action.Load load -> trainer.load(load.examples());
        case Action.Train train -> Scenario.train(trainer, train.batches(), train.learningRate());
      }
    }
  }

  private static Clause clause(String id, String title, String finds, Clause.WorkerCheck check) {
    return new Clause.InWorker(id, title, Finds.mistakes(finds), check);
  }
}
