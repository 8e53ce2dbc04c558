package dev.rote.backend.tf;

import dev.rote.api.Batches;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import java.nio.FloatBuffer;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** A network in a TensorFlow graph, with its parameters in the variables of a session. */
final class TensorFlowTrainer implements Trainer {
  private final TrainingPlan plan;
  private final Graph graph;
  private final Variables variables;
  private final TrainingSet trainingSet;
  private final Placeholder<TFloat32> images;
  private final Operand<TFloat32> logits;
  private final StepGraph single;
  private final StepGraph several;
  private final Session session;
  private boolean loaded;

  TensorFlowTrainer(ConfigProto config, TrainingPlan plan, Parameters initial) {
    this.plan = plan;
    graph = new Graph();
    Ops tf = Ops.create(graph);
    variables = new Variables(tf, initial);
    trainingSet = new TrainingSet(tf, plan.model().input());
    ChannelsLast image = Tensors.channelsLast(plan.model().input());
    images =
        tf.placeholder(
            TFloat32.class,
            Placeholder.shape(
                Shape.of(Shape.UNKNOWN_SIZE, image.height(), image.width(), image.channels())));
    logits = logits(NetworkCopy.forEvaluation(graph, tf, variables));
    single = new StepGraph(graph, plan, variables, trainingSet, 1);
    several = new StepGraph(graph, plan, variables, trainingSet, Integer.getInteger("unroll", 8));
    session = new Session(graph, config);
    variables.initialize(session);
  }

  @Override
  public void load(Examples train) {
    trainingSet.load(session, train);
    loaded = true;
  }

  @Override
  public void train(Batches batches, float learningRate, FloatBuffer losses) {
    if (!loaded) {
      throw new IllegalStateException("there is no training set: call load before train");
    }
    try (TFloat32 rate = TFloat32.scalarOf(learningRate)) {
      int step = 0;
      while (step < batches.steps()) {
        StepGraph steps = batches.steps() - step < several.steps() ? single : several;
        steps.run(session, batches, step, rate, losses);
        step += steps.steps();
      }
    }
  }

  @Override
  public void predict(Images images, FloatBuffer logits) {
    int classes = plan.model().classes();
    for (int first = 0; first < images.count(); first += plan.batchSize()) {
      int count = Math.min(plan.batchSize(), images.count() - first);
      try (TFloat32 batch = Tensors.images(images.slice(first, count));
          Result result = session.runner().feed(this.images, batch).fetch(this.logits).run()) {
        logits.put(first * classes, Tensors.toArray(result.get(0)));
      }
    }
  }

  @Override
  public Parameters parameters() {
    return variables.toParameters(session);
  }

  @Override
  public void close() {
    single.close();
    several.close();
    session.close();
    graph.close();
  }

  private Operand<TFloat32> logits(NetworkCopy copy) {
    Signal input = new Signal(images, plan.model().input(), false, false);
    return new NetworkCompiler(copy).logits(plan.model().nodes(), input).output().value();
  }
}
