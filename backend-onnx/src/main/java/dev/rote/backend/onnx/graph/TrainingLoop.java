package dev.rote.backend.onnx.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import dev.rote.api.LayerNode;
import dev.rote.api.TrainingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Several training steps as one ONNX {@code Loop}. Parameters and momenta are what it carries from
 * step to step, so that a GPU keeps them; the rest is seen by the body from outside.
 */
final class TrainingLoop {
  private final TrainingPlan plan;
  private final List<Variable> variables;
  private final Graph outer;
  private final Graph body;

  private TrainingLoop(TrainingPlan plan, Kernels kernels) {
    this.plan = plan;
    outer = new Graph("training-loop", "", kernels);
    body = new Graph("training-step", "step/", kernels);
    variables = Variable.of(plan.model(), plan.optimizer());
  }

  static GraphProto of(TrainingPlan plan, Kernels kernels) {
    return new TrainingLoop(plan, kernels).build();
  }

  private GraphProto build() {
    Tensor steps = outer.input(new Tensor(Names.STEPS, ElementType.INT64));
    List<Tensor> before = new ArrayList<>();
    List<Tensor> results = new ArrayList<>();
    GraphProto step = step();
    for (Variable variable : variables) {
      before.add(outer.input(variable.tensor()));
      results.add(variable.tensor());
    }
    results.add(Graphs.floats(Names.LOSS, Tensor.ANY));
    List<Tensor> after =
        outer
            .node("Loop")
            .inputs(steps)
            .noInput()
            .inputs(before.toArray(Tensor[]::new))
            .graph("body", step)
            .outputs(results);
    for (int i = 0; i < variables.size(); i++) {
      outer.output(after.get(i), variables.get(i).next());
    }
    outer.output(after.getLast(), Names.LOSS);
    return outer.toProto();
  }

  private GraphProto step() {
    Tensor number = body.input(new Tensor("step/number", ElementType.INT64));
    Tensor goOn = body.input(new Tensor("step/goOn", ElementType.BOOL));
    TrainingStep.Outputs outputs = TrainingStep.put(body, plan, inputs(number));
    body.output(body.unary("Identity", goOn), "step/goOn.next");
    for (Variable variable : variables) {
      body.output(outputs.state().get(variable.name()), "step/" + variable.next());
    }
    body.output(outputs.loss(), "step/" + Names.LOSS);
    return body.toProto();
  }

  private TrainingStep.Inputs inputs(Tensor number) {
    long batch = plan.batchSize();
    Map<String, Tensor> masks = new HashMap<>();
    for (LayerNode dropout : Graphs.dropouts(plan.model())) {
      long[] shape = Graphs.batched(dropout.input(), Tensor.ANY, batch);
      masks.put(dropout.name(), ofStep(Graphs.floats(Names.mask(dropout), shape), number));
    }
    Map<String, Tensor> state = new HashMap<>();
    for (Variable variable : variables) {
      String name = "step/" + variable.name();
      state.put(variable.name(), body.input(Graphs.floats(name, variable.extents())));
    }
    long[] images = Graphs.batched(plan.model().input(), Tensor.ANY);
    return new TrainingStep.Inputs(
        outer.input(Graphs.floats(Names.IMAGES, images)),
        outer.input(new Tensor(Names.LABELS, ElementType.INT32, Tensor.ANY)),
        ofStep(new Tensor(Names.INDICES, ElementType.INT32, Tensor.ANY, batch), number),
        outer.input(Graphs.floats(Names.LEARNING_RATE)),
        state,
        masks);
  }

  /** Adds an input of the loop with a row for each step and returns that of this step. */
  private Tensor ofStep(Tensor ofAllSteps, Tensor number) {
    long[] shape = ofAllSteps.dimensions().stream().skip(1).mapToLong(Long::longValue).toArray();
    return body.node("Gather")
        .inputs(outer.input(ofAllSteps), number)
        .integer("axis", 0)
        .output(ofAllSteps.type(), shape);
  }
}
