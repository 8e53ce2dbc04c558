package dev.rote.testkit.scenario;

import dev.rote.api.Backend;
import dev.rote.api.Batches;
import dev.rote.api.Device;
import dev.rote.api.DirectBuffers;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Loss;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Sgd;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import dev.rote.runner.training.Epoch;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An experiment of a few steps.
 *
 * @param model the network
 * @param batchSize examples of a step and, at most, of a batch of predictions
 * @param loss what the steps make small
 * @param optimizer how a gradient changes the parameters
 * @param initial the parameters at the beginning
 * @param actions what is loaded and trained
 * @param questions what is predicted at the end
 */
public record Scenario(
    Model model,
    int batchSize,
    Loss loss,
    Sgd optimizer,
    Parameters initial,
    List<Action> actions,
    Images questions) {
  /** Everything a scenario draws comes from this seed. */
  public static final long SEED = 1611;

  /** Momentum 0.9 and no weight decay, as in Zhang et al. 2016. */
  public static final Sgd MOMENTUM = new Sgd(0.9f, 0);

  /** Neither momentum nor weight decay: a step subtracts the gradient times the rate. */
  public static final Sgd PLAIN = new Sgd(0, 0);

  /** In a buffer before a backend fills it: a number that no loss and no logit is. */
  private static final float UNTOUCHED = -2.7182817e-33f;

  public Scenario {
    actions = List.copyOf(actions);
  }

  /**
   * Returns a scenario like a cell's run: epochs with an order of their own, a call for each.
   *
   * @param examples of the training set, and one less than that of questions
   * @param steps how many at least; whole epochs are trained
   * @param learningRate of every step
   */
  public static Scenario ofEpochs(
      Model model, int batchSize, int examples, int steps, float learningRate) {
    Examples train = Draw.examples(model, examples, SEED);
    List<Action> actions = new ArrayList<>(List.of(new Action.Load(train)));
    int trained = 0;
    for (int epoch = 0; trained < steps; epoch++) {
      Batches batches = epoch(model, batchSize, examples, epoch);
      actions.add(new Action.Train(batches, learningRate));
      trained += batches.steps();
    }
    return new Scenario(
        model,
        batchSize,
        Loss.CROSS_ENTROPY,
        MOMENTUM,
        Draw.parameters(model, SEED),
        actions,
        Draw.images(model.input(), examples - 1, SEED + 1));
  }

  /** Returns the batches of an epoch as the harness plans them, masks included. */
  public static Batches epoch(Model model, int batchSize, int examples, int number) {
    Epoch epoch = new Epoch(model, SEED, number, batchSize, DirectBuffers.ints(examples));
    return epoch.batches(0, epoch.steps());
  }

  /** Returns the same with another loss. */
  public Scenario with(Loss other) {
    return new Scenario(model, batchSize, other, optimizer, initial, actions, questions);
  }

  /** Returns the same with another optimizer. */
  public Scenario with(Sgd other) {
    return new Scenario(model, batchSize, loss, other, initial, actions, questions);
  }

  /** Returns the same from other parameters. */
  public Scenario from(Parameters other) {
    return new Scenario(model, batchSize, loss, optimizer, other, actions, questions);
  }

  /** Returns the same from other values of some parameters, by name. */
  public Scenario from(Map<String, float[]> others) {
    Map<String, float[]> values = new HashMap<>();
    initial.specs().forEach(spec -> values.put(spec.name(), initial.toArray(spec.name())));
    values.putAll(others);
    return from(Parameters.of(initial.specs(), values));
  }

  /** Returns the same with other actions. */
  public Scenario doing(List<Action> others) {
    return new Scenario(model, batchSize, loss, optimizer, initial, others, questions);
  }

  /** Returns the training set that is loaded first. */
  public Examples examples() {
    return actions.stream()
        .filter(Action.Load.class::isInstance)
        .map(Action.Load.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this scenario loads nothing"))
        .examples();
  }

  /** Returns the batches of all steps in order, and the rate of each call. */
  public List<Action.Train> trainings() {
    return actions.stream()
        .filter(Action.Train.class::isInstance)
        .map(Action.Train.class::cast)
        .toList();
  }

  /** Returns what a trainer of this scenario is opened for. */
  public TrainingPlan plan(Device device, int threads) {
    return new TrainingPlan(model, device, threads, batchSize, loss, optimizer);
  }

  /**
   * Opens a trainer of this scenario.
   *
   * @throws BackendFault if the backend gives none
   */
  public Trainer open(Backend backend, Device device, int threads) {
    Trainer trainer = backend.open(plan(device, threads), initial);
    if (trainer == null) {
      throw new BackendFault(
          "%s.open returns null: return a trainer, or throw an UnsupportedLayerException or a DeviceUnavailableException that says why there is none"
              .formatted(backend.getClass().getName()));
    }
    return trainer;
  }

  /** Runs it. */
  public Outcome run(Backend backend, Device device, int threads) {
    try (Trainer trainer = open(backend, device, threads)) {
      List<Float> trace = new ArrayList<>();
      for (Action action : actions) {
        switch (action) {
          case Action.Load(Examples examples) -> trainer.load(examples);
          case Action.Train(Batches batches, float rate) ->
              trace.addAll(train(trainer, batches, rate));
        }
      }
      return new Outcome(trace, parameters(trainer), predict(trainer, questions));
    }
  }

  /**
   * Trains and returns the loss of every step.
   *
   * @throws BackendFault if one is not written
   */
  public static List<Float> train(Trainer trainer, Batches batches, float learningRate) {
    FloatBuffer losses = untouched(batches.steps());
    trainer.train(batches, learningRate, losses);
    return written(losses, "train", "loss of step");
  }

  /**
   * Returns the logits of some images, {@code [n, classes]}.
   *
   * @throws BackendFault if one is not written
   */
  public List<Float> predict(Trainer trainer, Images images) {
    FloatBuffer logits = untouched(images.count() * model.classes());
    trainer.predict(images, logits);
    return written(logits, "predict", "logit");
  }

  /**
   * Returns a trainer's parameters.
   *
   * @throws BackendFault if it gives none
   */
  public static Parameters parameters(Trainer trainer) {
    Parameters parameters = trainer.parameters();
    if (parameters == null) {
      throw new BackendFault(
          "%s.parameters returns null: return a copy of the parameters, also before any training"
              .formatted(trainer.getClass().getName()));
    }
    return parameters;
  }

  private static FloatBuffer untouched(int size) {
    FloatBuffer values = DirectBuffers.floats(size);
    for (int i = 0; i < size; i++) {
      values.put(i, UNTOUCHED);
    }
    return values;
  }

  private static List<Float> written(FloatBuffer values, String method, String what) {
    List<Float> list = new ArrayList<>(values.capacity());
    for (int i = 0; i < values.capacity(); i++) {
      float value = values.get(i);
      if (value == UNTOUCHED) {
        throw new BackendFault(
            "%s does not write the %s %d: index %d of the buffer has what was there before; write into the buffer that was handed over, at absolute indices, not into a copy"
                .formatted(method, what, i, i));
      }
      list.add(value);
    }
    return list;
  }
}
