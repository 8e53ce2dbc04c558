package dev.rote.backend.reference;

import dev.rote.api.Batches;
import dev.rote.api.Examples;
import dev.rote.api.Float64Trainer;
import dev.rote.api.Images;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.TrainingPlan;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Optional;

/** Trains one network in float64: values come in as float32 and are rounded on their way out. */
final class ReferenceTrainer implements Float64Trainer {
  private final TrainingPlan plan;
  private final Model model;
  private final ParameterStore parameters;
  private final Operator network;
  private Optional<Examples> resident = Optional.empty();
  private boolean closed;

  ReferenceTrainer(TrainingPlan plan, Parameters initial) {
    this.plan = plan;
    model = plan.model();
    parameters = new ParameterStore(model, initial);
    network = new Compiler(parameters).compile(model.nodes());
  }

  /** Keeps the buffers, which the harness leaves unchanged, and copies nothing. */
  @Override
  public void load(Examples train) {
    requireOpen();
    Checks.shape(train.images(), model);
    Checks.labels(train.labels(), model);
    resident = Optional.of(train);
  }

  @Override
  public void train(Batches batches, float learningRate, FloatBuffer losses) {
    requireOpen();
    Examples train = loadedFor(batches);
    Checks.capacity("losses", losses, batches.steps());
    for (int step = 0; step < batches.steps(); step++) {
      losses.put(step, (float) step(train, batches, step, learningRate));
    }
  }

  @Override
  public void train(Batches batches, float learningRate, DoubleBuffer exact) {
    requireOpen();
    Examples train = loadedFor(batches);
    Checks.capacity("exact losses", exact, batches.steps());
    for (int step = 0; step < batches.steps(); step++) {
      exact.put(step, step(train, batches, step, learningRate));
    }
  }

  private Examples loadedFor(Batches batches) {
    Examples train = resident.orElseThrow(ReferenceTrainer::nothingLoaded);
    Checks.batches(batches, plan, train.count());
    return train;
  }

  /** Runs one step of stochastic gradient descent and returns its loss. */
  private double step(Examples train, Batches batches, int step, double learningRate) {
    IntBuffer indices = batches.step(step);
    double[][] input = new double[batches.batchSize()][];
    int[] labels = new int[batches.batchSize()];
    for (int n = 0; n < labels.length; n++) {
      input[n] = image(train.images(), indices.get(n));
      labels[n] = train.labels().get(indices.get(n));
    }
    double[][] logits = network.forward(input, new Pass.Training(batches, step));
    BatchLoss loss = BatchLoss.of(plan.loss(), logits, labels);
    parameters.clearGradients();
    network.backward(loss.gradient());
    parameters.update(plan.optimizer(), learningRate);
    return loss.mean();
  }

  @Override
  public void predict(Images images, FloatBuffer logits) {
    requireOpen();
    Checks.shape(images, model);
    Checks.capacity("logits", logits, (long) images.count() * model.classes());
    for (int first = 0; first < images.count(); first += plan.batchSize()) {
      double[][] input = new double[Math.min(plan.batchSize(), images.count() - first)][];
      for (int n = 0; n < input.length; n++) {
        input[n] = image(images, first + n);
      }
      double[][] output = network.forward(input, new Pass.Evaluation());
      for (int n = 0; n < output.length; n++) {
        putRounded(output[n], logits, (first + n) * model.classes());
      }
    }
  }

  @Override
  public Parameters parameters() {
    requireOpen();
    return parameters.export();
  }

  /** There is nothing outside of the heap to free; the resident set may be large. */
  @Override
  public void close() {
    resident = Optional.empty();
    closed = true;
  }

  private static double[] image(Images images, int index) {
    double[] image = new double[images.shape().size()];
    int offset = index * image.length;
    for (int i = 0; i < image.length; i++) {
      image[i] = images.values().get(offset + i);
    }
    return image;
  }

  private static void putRounded(double[] values, FloatBuffer target, int offset) {
    for (int i = 0; i < values.length; i++) {
      target.put(offset + i, (float) values[i]);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the trainer of the model " + model.name() + " is closed: open another one");
    }
  }

  private static IllegalStateException nothingLoaded() {
    return new IllegalStateException("train was called before load: load the training set first");
  }
}
