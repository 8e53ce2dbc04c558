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
import java.util.stream.LongStream;

/** Compiles models to ONNX. */
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
   * @param kernels what the graph may use beyond the standard operators
   * @param initial values of the parameters when none are fed; the momenta are then 0
   */
  public static ModelProto trainingStep(
      TrainingPlan plan, Kernels kernels, Optional<Parameters> initial) {
    Graph graph = new Graph("training-step", "", kernels);
    Shape image = plan.model().input();
    int batch = plan.batchSize();
    Tensor images = graph.input(floats(Names.IMAGES, batched(image, Tensor.ANY)));
    Tensor labels = graph.input(new Tensor(Names.LABELS, ElementType.INT32, Tensor.ANY));
    Tensor indices = graph.input(new Tensor(Names.INDICES, ElementType.INT32, batch));
    Tensor rate = graph.input(floats(Names.LEARNING_RATE));
    Map<String, Tensor> masks = new HashMap<>();
    for (LayerNode dropout : dropouts(plan.model())) {
      long[] shape = batched(dropout.input(), batch);
      masks.put(dropout.name(), graph.input(floats(Names.mask(dropout), shape)));
    }
    Map<String, Tensor> state = state(graph, Variable.of(plan.model(), plan.optimizer()), initial);
    TrainingStep.Outputs outputs =
        TrainingStep.put(
            graph, plan, new TrainingStep.Inputs(images, labels, indices, rate, state, masks));
    graph.output(outputs.loss(), Names.LOSS);
    outputs.state().forEach((name, tensor) -> graph.output(tensor, Names.next(name)));
    return model(graph.toProto(), kernels);
  }

  /** Returns a graph of several training steps, parameters and momenta staying within. */
  public static ModelProto trainingLoop(TrainingPlan plan, Kernels kernels) {
    return model(TrainingLoop.of(plan, kernels), kernels);
  }

  /**
   * Returns a graph of predictions for any number of images.
   *
   * @param kernels what the graph may use beyond the standard operators
   * @param initial values of the parameters when none are fed
   */
  public static ModelProto prediction(Model model, Kernels kernels, Optional<Parameters> initial) {
    Graph graph = new Graph("prediction", "", kernels);
    Tensor images = graph.input(floats(Names.IMAGES, batched(model.input(), Tensor.ANY)));
    Map<String, Tensor> parameters = state(graph, Variable.parameters(model), initial);
    NetworkCompiler network = new NetworkCompiler(new Tape(graph), parameters, Optional.empty());
    graph.output(network.compile(model.nodes(), images), Names.LOGITS);
    return model(graph.toProto(), kernels);
  }

  /** Returns the dropout layers of a model. */
  public static List<LayerNode> dropouts(Model model) {
    return model.allNodes().stream().filter(node -> node.layer() instanceof Layer.Dropout).toList();
  }

  private static Map<String, Tensor> state(
      Graph graph, List<Variable> variables, Optional<Parameters> initial) {
    Map<String, Tensor> state = new HashMap<>();
    for (Variable variable : variables) {
      Tensor input = variable.tensor();
      state.put(
          variable.name(),
          initial
              .map(values ->
                  graph.input(
                      input,
                      variable.momentum()
                          ? new float[(int) input.size()]
                          : variable.fromCanonical(values)))
              .orElseGet(() -> graph.input(input)));
    }
    return state;
  }

  static Tensor floats(String name, long... shape) {
    return new Tensor(name, ElementType.FLOAT, shape);
  }

  /** Returns the shape of some axes of examples. */
  static long[] batched(Shape example, long... outer) {
    return LongStream.concat(LongStream.of(outer), LongStream.of(example.toLongArray())).toArray();
  }

  static ModelProto model(GraphProto graph, Kernels kernels) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("rote")
            .addOpsetImport(operators("", OPERATOR_SET))
            .setGraph(graph);
    if (!kernels.equals(Kernels.STANDARD)) {
      model
          .addOpsetImport(operators(Kernels.DOMAIN, 1))
          .addOpsetImport(operators(Kernels.BLOCKED_DOMAIN, 1));
    }
    return model.build();
  }

  private static OperatorSetIdProto operators(String domain, int version) {
    return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
  }
}
