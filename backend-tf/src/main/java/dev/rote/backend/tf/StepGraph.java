package dev.rote.backend.tf;

import dev.rote.api.Batches;
import dev.rote.api.ParameterSpec;
import dev.rote.api.TrainingPlan;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.train.ResourceApplyMomentum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Some training steps, one after the other, in a graph: what one run of a session executes. */
final class StepGraph implements AutoCloseable {
  private final Graph graph;
  private final Ops tf;
  private final TrainingPlan plan;
  private final Variables variables;
  private final TrainingSet trainingSet;
  private final int steps;
  private final Placeholder<TInt32> indices;
  private final Placeholder<TFloat32> learningRate;
  private final List<MaskFeeds> masks = new ArrayList<>();
  private final Operand<TFloat32> losses;
  private final Op lastUpdate;
  private final TInt32 fedIndices;

  /**
   * @param steps how many, 1 or more
   */
  StepGraph(
      Graph graph, TrainingPlan plan, Variables variables, TrainingSet trainingSet, int steps) {
    this.graph = graph;
    this.tf = Ops.create(graph).withSubScope("steps" + steps);
    this.plan = plan;
    this.variables = variables;
    this.trainingSet = trainingSet;
    this.steps = steps;
    Shape shape = Shape.of(steps, plan.batchSize());
    indices = tf.placeholder(TInt32.class, Placeholder.shape(shape));
    learningRate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    List<Operand<TFloat32>> lossOfSteps = new ArrayList<>();
    Op previous = tf.noOp();
    for (Operand<TInt32> batch : tf.unstack(indices, (long) steps).output()) {
      previous = step(batch, previous, lossOfSteps);
    }
    losses = tf.stack(lossOfSteps);
    lastUpdate = previous;
    fedIndices = TInt32.tensorOf(shape);
  }

  private record MaskFeeds(int step, MaskFeed feed) {}

  int steps() {
    return steps;
  }

  /**
   * Runs the steps.
   *
   * @param first the number of the first one among the batches
   * @param rate a scalar
   * @param received gets the loss of each, from index {@code first} on
   */
  void run(Session session, Batches batches, int first, TFloat32 rate, FloatBuffer received) {
    int[] selected = new int[steps * batches.batchSize()];
    batches.indices().get(first * batches.batchSize(), selected);
    fedIndices.asRawTensor().data().asInts().write(selected);
    Session.Runner runner = session.runner().feed(indices, fedIndices).feed(learningRate, rate);
    masks.forEach(mask -> mask.feed().feed(runner, batches, first + mask.step()));
    try (Result result = runner.fetch(losses).addTarget(lastUpdate).run()) {
      received.put(first, Tensors.toArray(result.get(0)));
    }
  }

  @Override
  public void close() {
    fedIndices.close();
    masks.forEach(mask -> mask.feed().close());
  }

  /** Adds a step and returns its end, which the next one waits for. */
  private Op step(Operand<TInt32> batch, Op previous, List<Operand<TFloat32>> lossOfSteps) {
    int step = lossOfSteps.size();
    Ops reads = tf.withControlDependencies(previous);
    NetworkCopy copy =
        NetworkCopy.forTraining(
            graph,
            tf,
            reads,
            variables,
            (dropout, x) -> {
              MaskFeed feed = new MaskFeed(tf, dropout, x, plan.batchSize());
              masks.add(new MaskFeeds(step, feed));
              return feed.placeholder();
            });
    Forward network =
        new NetworkCompiler(copy, plan.device().kind())
            .logits(plan.model().nodes(), trainingSet.images(tf, batch));
    BatchLoss loss =
        BatchLoss.of(tf, plan, network.output().value(), trainingSet.labels(tf, batch));
    lossOfSteps.add(loss.mean());
    if (network.output().differentiable()) {
      Operand<TFloat32> share = tf.constant(1f / plan.batchSize());
      network.backward().apply(tf.math.mul(loss.errors(), share));
    }
    return tf.withControlDependencies(updates(copy)).noOp();
  }

  private List<Op> updates(NetworkCopy copy) {
    List<Op> updates = new ArrayList<>(copy.statistics());
    Operand<TFloat32> momentum = tf.constant(plan.optimizer().momentum());
    copy.gradients()
        .forEach((spec, gradient) ->
            updates.add(
                tf.train.resourceApplyMomentum(
                    variables.handle(spec),
                    variables.momentum(spec),
                    learningRate,
                    decayed(copy, spec, gradient),
                    momentum,
                    ResourceApplyMomentum.useNesterov(plan.optimizer().nesterov()))));
    return updates;
  }

  private Operand<TFloat32> decayed(
      NetworkCopy copy, ParameterSpec spec, Operand<TFloat32> gradient) {
    float weightDecay = plan.optimizer().weightDecay();
    if (weightDecay == 0 || !spec.role().decayed()) {
      return gradient;
    }
    return tf.math.add(gradient, tf.math.mul(copy.value(spec), tf.constant(weightDecay)));
  }
}
