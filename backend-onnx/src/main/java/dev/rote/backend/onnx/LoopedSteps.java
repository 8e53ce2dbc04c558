package dev.rote.backend.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import dev.rote.api.Batches;
import dev.rote.api.Shape;
import dev.rote.api.TrainingPlan;
import dev.rote.backend.onnx.graph.Graphs;
import dev.rote.backend.onnx.graph.Names;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a graph of all steps of a call. ONNX Runtime for Java has no tensors on a GPU, so what
 * enters and leaves a graph is copied: once a call here, parameters and momenta too, and of the
 * training set only the rows that the call needs.
 */
final class LoopedSteps implements Steps {
  private final OrtSession session;
  private final DropoutMaskTensors masks;
  private Optional<SelectedRows> rows = Optional.empty();

  LoopedSteps(Sessions sessions, TrainingPlan plan) {
    session = sessions.openLoop(plan);
    masks = new DropoutMaskTensors(Graphs.dropouts(plan.model()));
  }

  @Override
  public void run(
      State state, TrainingSet examples, Batches batches, float learningRate, FloatBuffer losses) {
    Map<String, OnnxTensor> inputs = state.all();
    inputs.putAll(masks.of(batches));
    inputs.putAll(rows(examples, batches));
    try (OnnxTensor rate = Tensors.of(new float[] {learningRate});
        OnnxTensor steps = Tensors.of(batches.steps())) {
      inputs.put(Names.LEARNING_RATE, rate);
      inputs.put(Names.STEPS, steps);
      OrtSession.Result result = OrtFailure.unchecked(() -> session.run(inputs));
      state.advance(result);
      FloatBuffer values = Tensors.output(result, Names.LOSS).getFloatBuffer();
      losses.put(0, values, 0, batches.steps());
    }
  }

  private Map<String, OnnxTensor> rows(TrainingSet examples, Batches batches) {
    Shape shape = examples.examples().images().shape();
    if (!rows.map(selected -> selected.fits(batches, shape)).orElse(false)) {
      rows.ifPresent(SelectedRows::close);
      rows = Optional.of(new SelectedRows(batches.steps(), batches.batchSize(), shape));
    }
    return rows.get().of(examples.examples(), batches);
  }

  @Override
  public void close() {
    rows.ifPresent(SelectedRows::close);
    masks.close();
    OrtFailure.unchecked(session::close);
  }
}
