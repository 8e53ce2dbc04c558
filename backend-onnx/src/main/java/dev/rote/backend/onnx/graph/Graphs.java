package dev.rote.backend.onnx.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Shape;
import dev.rote.api.TrainingPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles models to ONNX, serialized. */
public final class Graphs {
  /**
   * That of ONNX 1.12. From the next one on, a mean takes its axes as an input, which ONNX
   * Runtime's oneDNN provider does not see: it then reduces all of them.
   */
  private static final int OPERATOR_SET = 17;

  private static final int IR_VERSION = 8;

  private Graphs() {}

  /**
   * Returns a graph of one training step.
   *
   * @param plan what is trained
   * @param initial values of the parameters when none are fed; the momenta are then 0
   */
  public static ModelProto trainingStep(TrainingPlan plan, Optional<Parameters> initial) {
    Graph graph = new Graph("training-step", "");
    Model model = plan.model();
    Tensor images = graph.input(images(model.input()));
    Tensor labels = graph.input(new Tensor(Names.LABELS, ElementType.INT32, Tensor.ANY));
    Tensor indices = graph.input(new Tensor(Names.INDICES, ElementType.INT32, plan.batchSize()));
    Tensor rate = graph.input(new Tensor(Names.LEARNING_RATE, ElementType.FLOAT));
    Map<String, Tensor> masks = new HashMap<>();
    for (LayerNode dropout : dropouts(model)) {
      Tensor mask =
          new Tensor(
              Names.mask(dropout), ElementType.FLOAT, batched(plan.batchSize(), dropout.input()));
      masks.put(dropout.name(), graph.input(mask));
    }
    Map<String, Tensor> state = new HashMap<>();
    for (Variable variable : Variable.of(model)) {
      state.put(variable.name(), parameter(graph, variable, initial));
      if (variable.trained()) {
        state.put(variable.momentum(), momentum(graph, variable, initial.isPresent()));
      }
    }
    TrainingStep.Outputs outputs =
        TrainingStep.put(
            graph,
            model,
            plan.optimizer(),
            new TrainingStep.Inputs(images, labels, indices, rate, state, masks));
    graph.output(outputs.loss(), Names.LOSS);
    outputs.state().forEach((name, tensor) -> graph.output(tensor, Names.next(name)));
    return model(graph.toProto());
  }

  /**
   * Returns a graph of predictions for any number of images.
   *
   * @param initial values of the parameters when none are fed
   */
  public static ModelProto prediction(Model model, Optional<Parameters> initial) {
    Graph graph = new Graph("prediction", "");
    Tensor images = graph.input(images(model.input()));
    Map<String, Tensor> parameters = new HashMap<>();
    for (Variable variable : Variable.of(model)) {
      parameters.put(variable.name(), parameter(graph, variable, initial));
    }
    NetworkCompiler network = new NetworkCompiler(new Tape(graph), parameters, Optional.empty());
    graph.output(network.compile(model.nodes(), images), Names.LOGITS);
    return model(graph.toProto());
  }

  /** Returns the dropout layers of a model. */
  public static List<LayerNode> dropouts(Model model) {
    return model.allNodes().stream().filter(node -> node.layer() instanceof Layer.Dropout).toList();
  }

  private static Tensor images(Shape shape) {
    return new Tensor(Names.IMAGES, ElementType.FLOAT, batched(Tensor.ANY, shape));
  }

  private static Tensor parameter(Graph graph, Variable variable, Optional<Parameters> initial) {
    Tensor input = new Tensor(variable.name(), ElementType.FLOAT, variable.extents());
    return initial
        .map(values -> variable.fromCanonical(values.toArray(variable.name())))
        .map(values -> graph.input(input, values))
        .orElseGet(() -> graph.input(input));
  }

  private static Tensor momentum(Graph graph, Variable variable, boolean zero) {
    Tensor input = new Tensor(variable.momentum(), ElementType.FLOAT, variable.extents());
    return zero ? graph.input(input, new float[(int) input.size()]) : graph.input(input);
  }

  private static long[] batched(long count, Shape example) {
    long[] extents = new long[example.rank() + 1];
    extents[0] = count;
    System.arraycopy(example.toLongArray(), 0, extents, 1, example.rank());
    return extents;
  }

  private static ModelProto model(GraphProto graph) {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("rote")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
        .setGraph(graph)
        .build();
  }
}
