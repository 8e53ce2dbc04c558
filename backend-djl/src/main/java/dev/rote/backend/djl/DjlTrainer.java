package dev.rote.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.rote.api.Batches;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Optional;

/** A network in PyTorch's memory, trained with its autograd. */
final class DjlTrainer implements Trainer {
  private final PyTorch pytorch;
  private final TrainingPlan plan;
  private final NDManager manager;
  private final Variables variables;
  private final Operation network;
  private final MomentumSgd optimizer;
  private final DropoutMaskBuffers masks;
  private Optional<TrainingSet> trainingSet = Optional.empty();

  DjlTrainer(PyTorch pytorch, TrainingPlan plan, Parameters initial) {
    this.pytorch = pytorch;
    this.plan = plan;
    manager = pytorch.newManager();
    variables = new Variables(manager, initial);
    network =
        ChannelsLast.before(plan)
            .then(new NetworkCompiler(variables).compile(plan.model().nodes()));
    optimizer = new MomentumSgd(manager, plan.optimizer(), variables);
    masks = new DropoutMaskBuffers();
  }

  @Override
  public void load(Examples train) {
    trainingSet.ifPresent(TrainingSet::close);
    trainingSet = Optional.of(new TrainingSet(manager, train, plan.batchSize()));
  }

  @Override
  public void train(Batches batches, float learningRate, FloatBuffer losses) {
    TrainingSet examples =
        trainingSet.orElseThrow(
            () -> new IllegalStateException("there is no training set: call load before train"));
    // Losses stay on the device until the last step: reading one waits for all that precedes it.
    try (NDManager call = manager.newSubManager()) {
      NDArray rate = call.create(learningRate);
      NDList lossOfSteps = new NDList(batches.steps());
      for (int step = 0; step < batches.steps(); step++) {
        NDArray loss = backward(examples, batches, step);
        loss.attach(call);
        lossOfSteps.add(loss);
        optimizer.update(rate);
      }
      losses.put(0, NDArrays.stack(lossOfSteps).toFloatArray());
    }
  }

  @Override
  public void predict(Images images, FloatBuffer logits) {
    int classes = plan.model().classes();
    for (int first = 0; first < images.count(); first += plan.batchSize()) {
      int count = Math.min(plan.batchSize(), images.count() - first);
      try (NDManager scope = manager.newSubManager()) {
        NDArray x = NativeMemory.images(scope, images.slice(first, count));
        NDArray y = network.apply(x, Pass.EVALUATION);
        logits.put(first * classes, y.toFloatArray());
      }
    }
    // PyTorch reads the caller's memory without the garbage collector knowing.
    Reference.reachabilityFence(images);
  }

  @Override
  public Parameters parameters() {
    return variables.toParameters();
  }

  @Override
  public void close() {
    manager.close();
  }

  /** Adds the gradient of a step's loss to that of every variable and returns the loss. */
  private NDArray backward(TrainingSet examples, Batches batches, int step) {
    Pass pass = Pass.training((dropout, owner) -> masks.mask(owner, batches, step, dropout));
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = pytorch.newGradientCollector()) {
      TrainingSet.Batch batch = examples.batch(scope, batches.step(step));
      NDArray loss = loss(network.apply(batch.images(), pass), batch.labels());
      if (optimizer.hasVariables()) {
        collector.backward(loss);
      }
      // Without its history, which would keep the whole graph until the loss is read.
      NDArray value = loss.stopGradient();
      value.detach();
      return value;
    }
  }

  /**
   * Returns the loss of a batch.
   *
   * @param logits {@code [n, classes]}
   * @param labels {@code [n, 1]}
   */
  private NDArray loss(NDArray logits, NDArray labels) {
    return switch (plan.loss()) {
      case CROSS_ENTROPY -> crossEntropy(logits, labels);
      case SQUARED -> squared(logits, labels);
    };
  }

  private static NDArray crossEntropy(NDArray logits, NDArray labels) {
    return logits.logSoftmax(1).gather(labels, 1).mean().neg();
  }

  private static NDArray squared(NDArray logits, NDArray labels) {
    int classes = Math.toIntExact(logits.getShape().get(1));
    NDArray distance = logits.sub(labels.squeeze(1).oneHot(classes));
    return distance.square().sum().div(2 * logits.getShape().get(0));
  }
}
