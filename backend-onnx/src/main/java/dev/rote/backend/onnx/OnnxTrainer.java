package dev.rote.backend.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import dev.rote.api.Batches;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import dev.rote.backend.onnx.graph.Names;
import dev.rote.backend.onnx.graph.Variable;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;

/** A network whose training steps and predictions are graphs that ONNX Runtime runs. */
final class OnnxTrainer implements Trainer {
  private final TrainingPlan plan;
  private final Steps steps;
  private final OrtSession prediction;
  private final State state;
  private Optional<TrainingSet> trainingSet = Optional.empty();
  private boolean closed;

  /**
   * @param steps of that plan
   * @param prediction the session of the model's predictions
   */
  OnnxTrainer(TrainingPlan plan, Steps steps, OrtSession prediction, Parameters initial) {
    this.plan = plan;
    this.steps = steps;
    this.prediction = prediction;
    state = new State(Variable.of(plan.model(), plan.optimizer()), initial);
  }

  @Override
  public void load(Examples train) {
    trainingSet.ifPresent(TrainingSet::close);
    trainingSet = Optional.of(new TrainingSet(train));
  }

  @Override
  public void train(Batches batches, float learningRate, FloatBuffer losses) {
    TrainingSet examples =
        trainingSet.orElseThrow(
            () -> new IllegalStateException("there is no training set: call load before train"));
    steps.run(state, examples, batches, learningRate, losses);
  }

  @Override
  public void predict(Images images, FloatBuffer logits) {
    int classes = plan.model().classes();
    for (int first = 0; first < images.count(); first += plan.batchSize()) {
      int count = Math.min(plan.batchSize(), images.count() - first);
      predictBatch(images.slice(first, count), logits.slice(first * classes, count * classes));
    }
  }

  private void predictBatch(Images images, FloatBuffer logits) {
    Map<String, OnnxTensor> inputs = state.parameters();
    try (OnnxTensor batch =
        Tensors.of(images.values(), Tensors.extents(images.shape(), images.count()))) {
      inputs.put(Names.IMAGES, batch);
      try (OrtSession.Result result = OrtFailure.unchecked(() -> prediction.run(inputs))) {
        FloatBuffer values = Tensors.output(result, Names.LOGITS).getFloatBuffer();
        logits.put(0, values, 0, logits.capacity());
      }
    }
  }

  @Override
  public Parameters parameters() {
    return state.toParameters();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    trainingSet.ifPresent(TrainingSet::close);
    state.close();
    steps.close();
    OrtFailure.unchecked(prediction::close);
  }
}
