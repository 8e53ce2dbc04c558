package dev.rote.examples.dl4j;

import dev.rote.api.Batches;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network in ND4J's memory, for batches of one size. The images of a step are copied from the
 * harness's buffers, where the training set stays; a smaller batch to predict leaves the rest of
 * the rows as they were, since in evaluation no row looks at another.
 */
final class Dl4jTrainer implements Trainer {
  private final TrainingPlan plan;
  private final Memory memory;
  private final Variables variables;
  private final FloatBuffer input;
  private final Operator network;
  private final FloatBuffer logits;
  private final BatchLoss loss;
  private final MomentumSgd optimizer;
  private Optional<Examples> trainingSet = Optional.empty();
  private boolean closed;

  Dl4jTrainer(TrainingPlan plan, Parameters initial) {
    this.plan = plan;
    memory = new Memory(plan.threads());
    variables = new Variables(memory, initial);
    INDArray x = memory.array(Shapes.batch(plan.batchSize(), plan.model().input()));
    input = Memory.buffer(x);
    network =
        new NetworkCompiler(memory, variables, plan.device().kind())
            .compile(plan.model().nodes(), x);
    logits = Memory.buffer(network.output());
    loss = BatchLoss.of(plan.loss(), memory, network.output());
    network.connect(loss.gradient(), false);
    optimizer = new MomentumSgd(memory, plan.optimizer(), variables);
  }

  @Override
  public void load(Examples train) {
    requireOpen();
    trainingSet = Optional.of(train);
  }

  @Override
  public void train(Batches batches, float learningRate, FloatBuffer losses) {
    requireOpen();
    Examples examples =
        trainingSet.orElseThrow(
            () -> new IllegalStateException("there is no training set: call load before train"));
    if (batches.batchSize() != plan.batchSize()) {
      throw new IllegalArgumentException(
          "the batches are of %d examples, but the trainer was opened for %d"
              .formatted(batches.batchSize(), plan.batchSize()));
    }
    for (int step = 0; step < batches.steps(); step++) {
      IntBuffer indices = batches.step(step);
      for (int n = 0; n < batches.batchSize(); n++) {
        copy(examples.images(), indices.get(n), n);
      }
      network.forward(new Pass.Training(batches, step));
      losses.put(step, loss.compute(examples.labels(), indices));
      network.backward();
      optimizer.update(learningRate);
    }
  }

  @Override
  public void predict(Images images, FloatBuffer target) {
    requireOpen();
    int classes = plan.model().classes();
    for (int first = 0; first < images.count(); first += plan.batchSize()) {
      int count = Math.min(plan.batchSize(), images.count() - first);
      for (int n = 0; n < count; n++) {
        copy(images, first + n, n);
      }
      network.forward(new Pass.Evaluation());
      target.put(first * classes, logits, 0, count * classes);
    }
  }

  private void copy(Images images, int index, int row) {
    int size = images.shape().size();
    input.put(row * size, images.values(), index * size, size);
  }

  @Override
  public Parameters parameters() {
    requireOpen();
    return variables.toParameters();
  }

  @Override
  public void close() {
    closed = true;
    trainingSet = Optional.empty();
    memory.close();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the trainer is closed: open another one");
    }
  }
}
