package dev.rote.backend.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import dev.rote.api.Batches;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import dev.rote.backend.onnx.graph.Graphs;
import dev.rote.backend.onnx.graph.Names;
import dev.rote.backend.onnx.graph.Variable;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A network whose training step and whose predictions are graphs that ONNX Runtime runs. */
final class OnnxTrainer implements Trainer {
  private final TrainingPlan plan;
  private final OrtSession step;
  private final OrtSession prediction;
  private final State state;
  private final DropoutMaskTensors masks;
  private Optional<TrainingSet> trainingSet = Optional.empty();

  OnnxTrainer(Sessions sessions, TrainingPlan plan, Parameters initial) {
    this.plan = plan;
    step = sessions.open(Graphs.trainingStep(plan, Optional.empty()));
    prediction = sessions.open(Graphs.prediction(plan.model(), Optional.empty()));
    state = new State(Variable.of(plan.model()), initial);
    masks = new DropoutMaskTensors(Graphs.dropouts(plan.model()), plan.batchSize());
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
    try (OnnxTensor rate = Tensors.of(new float[] {learningRate})) {
      for (int i = 0; i < batches.steps(); i++) {
        losses.put(i, step(examples, batches, i, rate));
      }
    }
  }

  private float step(TrainingSet examples, Batches batches, int number, OnnxTensor rate) {
    Map<String, OnnxTensor> inputs = new HashMap<>(state.inputs());
    inputs.put(Names.IMAGES, examples.images());
    inputs.put(Names.LABELS, examples.labels());
    inputs.put(Names.LEARNING_RATE, rate);
    inputs.putAll(masks.fill(batches, number));
    try (OnnxTensor indices = Tensors.of(batches.step(number), batches.batchSize())) {
      inputs.put(Names.INDICES, indices);
      OrtSession.Result result = OrtFailure.unchecked(() -> step.run(inputs));
      state.advance(result);
      OnnxTensor loss = (OnnxTensor) result.get(Names.LOSS).orElseThrow();
      return loss.getFloatBuffer().get(0);
    }
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
        Tensors.of(images.values(), Tensors.batch(images.count(), images.shape()))) {
      inputs.put(Names.IMAGES, batch);
      try (OrtSession.Result result = OrtFailure.unchecked(() -> prediction.run(inputs))) {
        OnnxTensor values = (OnnxTensor) result.get(Names.LOGITS).orElseThrow();
        logits.put(0, values.getFloatBuffer(), 0, logits.capacity());
      }
    }
  }

  @Override
  public Parameters parameters() {
    return state.toParameters();
  }

  @Override
  public void close() {
    trainingSet.ifPresent(TrainingSet::close);
    trainingSet = Optional.empty();
    masks.close();
    state.close();
    OrtFailure.unchecked(step::close);
    OrtFailure.unchecked(prediction::close);
  }
}
