package dev.rote.backend.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import dev.rote.api.Batches;
import dev.rote.api.TrainingPlan;
import dev.rote.backend.onnx.graph.Graphs;
import dev.rote.backend.onnx.graph.Names;
import java.nio.FloatBuffer;
import java.util.Map;

/** Runs a graph of one step for every step. */
final class SingleSteps implements Steps {
  private final OrtSession session;
  private final DropoutMaskTensors masks;

  SingleSteps(Sessions sessions, TrainingPlan plan) {
    session = sessions.openStep(plan);
    masks = new DropoutMaskTensors(Graphs.dropouts(plan.model()));
  }

  @Override
  public void run(
      State state, TrainingSet examples, Batches batches, float learningRate, FloatBuffer losses) {
    try (OnnxTensor rate = Tensors.of(new float[] {learningRate})) {
      for (int step = 0; step < batches.steps(); step++) {
        Map<String, OnnxTensor> inputs = state.all();
        inputs.put(Names.IMAGES, examples.images());
        inputs.put(Names.LABELS, examples.labels());
        inputs.put(Names.LEARNING_RATE, rate);
        inputs.putAll(masks.of(batches, step));
        try (OnnxTensor indices = Tensors.of(batches.step(step), batches.batchSize())) {
          inputs.put(Names.INDICES, indices);
          OrtSession.Result result = OrtFailure.unchecked(() -> session.run(inputs));
          state.advance(result);
          losses.put(step, Tensors.output(result, Names.LOSS).getFloatBuffer().get(0));
        }
      }
    }
  }

  @Override
  public void close() {
    masks.close();
    OrtFailure.unchecked(session::close);
  }
}
