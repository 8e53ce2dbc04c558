package dev.rote.testkit.clause;

import static dev.rote.testkit.clause.ClauseFailure.unless;

import dev.rote.api.DirectBuffers;
import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Sgd;
import dev.rote.api.Shape;
import dev.rote.api.Trainer;
import dev.rote.api.UnsupportedLayerException;
import dev.rote.testkit.scenario.Action;
import dev.rote.testkit.scenario.Outcome;
import dev.rote.testkit.scenario.Scenario;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Opening and closing trainers, and what a backend declares that it cannot open. */
final class LifecycleClauses {
  private static final Shape IMAGE = Shape.of(2, 6, 6);

  /** A network with little else for each kind of layer. */
  private static final Map<Class<? extends Layer>, List<Layer>> SMALLEST =
      Map.ofEntries(
          entry(new Layer.Dense(3, true)),
          entry(new Layer.Conv2d(3, 3, 1, true)),
          entry(new Layer.Relu()),
          entry(new Layer.MaxPool(2, 2)),
          entry(new Layer.GlobalMeanPool()),
          entry(new Layer.LocalResponseNormalization(1, 1, 0.1f, 0.75f)),
          entry(new Layer.BatchNorm(1e-3f, 0.9f, false)),
          entry(new Layer.Dropout(0.5f)),
          entry(new Layer.Flatten()),
          entry(new Layer.Concat(List.of(List.of(), List.of()))),
          entry(new Layer.Residual(List.of(new Layer.Relu()), List.of())));

  private LifecycleClauses() {}

  static List<Clause> all() {
    return List.of(
        clause(
            "opens",
            "opens on a device that its probe found",
            "a probe that promises what is not there, a missing native library",
            LifecycleClauses::opens),
        clause(
            "unsupported-layers",
            "refuses the layers it declares as unsupported, and only those",
            "a layer that is left out in silence, a layer that is there after all",
            LifecycleClauses::unsupportedLayers),
        clause(
            "several-trainers",
            "trains one network after another in a process",
            "state that outlives a trainer",
            LifecycleClauses::severalTrainers),
        clause(
            "load-first",
            "refuses to train before there is a training set",
            "memory that nobody has filled, a process that crashes",
            LifecycleClauses::loadFirst),
        clause(
            "close-twice",
            "may be closed twice, and without ever having trained",
            "memory that is freed twice",
            LifecycleClauses::closeTwice));
  }

  private static String opens(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    try (Trainer trainer = subject.open(scenario)) {
      Scenario.parameters(trainer);
    }
    return subject.device().toString();
  }

  private static String unsupportedLayers(Subject subject) {
    Set<Class<? extends Layer>> unsupported = subject.backend().unsupportedLayers();
    for (Class<?> kind : Layer.class.getPermittedSubclasses()) {
      Model model = Model.of("smallest", IMAGE, SMALLEST.get(kind), Initializer.HE_NORMAL);
      boolean declared = !subject.supports(model);
      boolean refused = refuses(subject, model);
      unless(
          !declared || refused,
          "%s is declared as unsupported, but opening a network with it throws no"
              + " UnsupportedLayerException: throw one, or take it from unsupportedLayers()",
          kind.getSimpleName());
      unless(
          declared || !refused,
          "a network with %s is refused, but %s does not declare it: name it in"
              + " unsupportedLayers(), or support it",
          kind.getSimpleName(),
          subject.backend().id());
    }
    return unsupported.isEmpty()
        ? "all %d kinds are supported".formatted(SMALLEST.size())
        : "%d of %d kinds are declared as unsupported"
            .formatted(unsupported.size(), SMALLEST.size());
  }

  private static boolean refuses(Subject subject, Model model) {
    Scenario scenario = Scenario.ofEpochs(model, 2, 4, 2, 0.01f);
    try {
      scenario.open(subject.backend(), subject.device(), subject.threads()).close();
      return false;
    } catch (UnsupportedLayerException e) {
      return true;
    }
  }

  private static String severalTrainers(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    Outcome first = subject.run(scenario);
    Scenario other = Scenario.ofEpochs(scenario.model(), 3, 9, 6, 0.1f).with(new Sgd(0.5f, 0.1f));
    for (int i = 0; i < 3; i++) {
      subject.run(other);
    }
    TrainingClauses.requireSameBits(
        first, subject.run(scenario), "after other trainers were opened and closed");
    return "the first network again after three others, the same bits";
  }

  private static String loadFirst(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    Action.Train train = scenario.trainings().getFirst();
    try (Trainer trainer = subject.open(scenario)) {
      return refusal(trainer, train);
    }
  }

  /** What opening and closing throw is not the answer that is looked for. */
  private static String refusal(Trainer trainer, Action.Train train) {
    FloatBuffer losses = DirectBuffers.floats(train.batches().steps());
    try {
      trainer.train(train.batches(), train.learningRate(), losses);
    } catch (IllegalStateException e) {
      return "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage());
    } catch (RuntimeException e) {
      throw new ClauseFailure(
          "train before load throws %s: throw an IllegalStateException that says to call load first"
              .formatted(e),
          e);
    }
    throw new ClauseFailure(
        "train before load does not refuse: throw an IllegalStateException that says to call load"
            + " first");
  }

  private static String closeTwice(Subject subject) {
    Scenario scenario = CoreScenario.of(subject);
    Trainer unused = subject.open(scenario);
    unused.close();
    unused.close();
    Trainer loaded = subject.open(scenario);
    loaded.load(scenario.examples());
    loaded.close();
    loaded.close();
    subject.run(scenario);
    return "and another one opens afterwards";
  }

  private static Map.Entry<Class<? extends Layer>, List<Layer>> entry(Layer layer) {
    List<Layer> layers =
        switch (layer) {
          case Layer.Dense dense -> List.of(new Layer.Flatten(), dense);
          case Layer.Flatten flatten -> List.of(flatten, new Layer.Dense(3, true));
          case Layer.GlobalMeanPool pool -> List.of(pool, new Layer.Dense(3, true));
          case Layer.Conv2d any -> classifier(any);
          case Layer.Relu any -> classifier(any);
          case Layer.MaxPool any -> classifier(any);
          case Layer.LocalResponseNormalization any -> classifier(any);
          case Layer.BatchNorm any -> classifier(any);
          case Layer.Dropout any -> classifier(any);
          case Layer.Concat any -> classifier(any);
          case Layer.Residual any -> classifier(any);
        };
    return Map.entry(layer.getClass(), layers);
  }

  private static List<Layer> classifier(Layer layer) {
    return List.of(layer, new Layer.Flatten(), new Layer.Dense(3, true));
  }

  private static Clause clause(String id, String title, String finds, Clause.WorkerCheck check) {
    return new Clause.InWorker(id, title, Finds.mistakes(finds), check);
  }
}
