package dev.rote.backend.tf;

import dev.rote.api.Batches;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import java.nio.FloatBuffer;
import java.util.List;
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
  /**
   * Steps of a small network that a run of the session executes. A run costs as much as a twentieth
   * of a step of such a network, in a large one nothing that could be measured; and a large one
   * takes its time to be put into a graph.
   */
  private static final int UNROLLED = 8;

  /**
   * Some ten milliseconds on a core: twice what a perceptron of 512 units needs with 128 examples.
   */
  private static final double FLOPS_OF_SMALL_STEP = 1.5e9;

  private final TrainingPlan plan;
  private final Graph graph;
  private final Variables variables;
  private final InputLayout layout;
  private final TrainingSet trainingSet;
  private final Placeholder<TFloat32> images;
  private final Operand<TFloat32> logits;
  private final List<StepGraph> stepGraphs;
  private final Session session;
  private boolean loaded;

  private TensorFlowTrainer(ConfigProto config, TrainingPlan plan, Parameters initial) {
    this.plan = plan;
    graph = new Graph();
    Ops tf = Ops.create(graph);
    variables = new Variables(tf, initial);
    layout = InputLayout.of(plan.model());
    trainingSet = new TrainingSet(tf, layout);
    images = tf.placeholder(TFloat32.class, Placeholder.shape(layout.shape(Shape.UNKNOWN_SIZE)));
    logits = logits(NetworkCopy.forEvaluation(graph, tf, variables));
    stepGraphs =
        runs(plan).stream()
            .map(steps -> new StepGraph(graph, plan, variables, trainingSet, steps))
            .toList();
    session = new Session(graph, config);
  }

  /** Returns a trainer with these parameters. */
  static TensorFlowTrainer open(ConfigProto config, TrainingPlan plan, Parameters initial) {
    TensorFlowTrainer trainer = new TensorFlowTrainer(config, plan, initial);
    try {
      trainer.variables.initialize(trainer.session);
      return trainer;
    } catch (RuntimeException e) {
      trainer.close();
      throw e;
    }
  }

  /** Returns how many steps a run of the session may have, most first, and 1 last. */
  private static List<Integer> runs(TrainingPlan plan) {
    double stepFlops = (double) plan.model().trainingFlops() * plan.batchSize();
    return stepFlops <= FLOPS_OF_SMALL_STEP ? List.of(UNROLLED, 1) : List.of(1);
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
        StepGraph steps = most(batches.steps() - step);
        steps.run(session, batches, step, rate, losses);
        step += steps.steps();
      }
    }
  }

  private StepGraph most(int steps) {
    return stepGraphs.stream().filter(run -> run.steps() <= steps).findFirst().orElseThrow();
  }

  @Override
  public void predict(Images images, FloatBuffer logits) {
    int classes = plan.model().classes();
    for (int first = 0; first < images.count(); first += plan.batchSize()) {
      int count = Math.min(plan.batchSize(), images.count() - first);
      try (TFloat32 batch = layout.tensor(images.slice(first, count));
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
    stepGraphs.forEach(StepGraph::close);
    session.close();
    graph.close();
  }

  private Operand<TFloat32> logits(NetworkCopy copy) {
    Signal input = layout.signal(images);
    return new NetworkCompiler(copy, plan.device().kind())
        .logits(plan.model().nodes(), input)
        .output()
        .value();
  }
}
