package dev.rote.backend.onnx.graph;

import dev.rote.api.Model;
import dev.rote.api.Sgd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts one step of stochastic gradient descent into a graph. */
final class TrainingStep {
  private final Graph graph;
  private final Model model;
  private final Sgd optimizer;
  private final Map<String, Tensor> state = new LinkedHashMap<>();

  private TrainingStep(Graph graph, Model model, Sgd optimizer) {
    this.graph = graph;
    this.model = model;
    this.optimizer = optimizer;
  }

  /**
   * What a step is made of.
   *
   * @param images {@code [n, c, h, w]}, the training set
   * @param labels {@code [n]}
   * @param indices {@code [batch]}
   * @param learningRate a scalar
   * @param state parameters and momenta by name
   * @param masks of dropout layers by the name of the layer
   */
  record Inputs(
      Tensor images,
      Tensor labels,
      Tensor indices,
      Tensor learningRate,
      Map<String, Tensor> state,
      Map<String, Tensor> masks) {}

  /**
   * What a step gives.
   *
   * @param loss a scalar
   * @param state the new parameters and momenta by name
   */
  record Outputs(Tensor loss, Map<String, Tensor> state) {}

  static Outputs put(Graph graph, Model model, Sgd optimizer, Inputs inputs) {
    return new TrainingStep(graph, model, optimizer).put(inputs);
  }

  private Outputs put(Inputs inputs) {
    Tape tape = new Tape(graph);
    List<Variable> variables = Variable.of(model);
    variables.stream()
        .filter(Variable::trained)
        .forEach(variable -> tape.want(inputs.state().get(variable.name())));
    NetworkCompiler network =
        new NetworkCompiler(tape, inputs.state(), Optional.of(inputs.masks()));
    Tensor batch = rows(inputs.images(), inputs.indices());
    Tensor logits = network.compile(model.nodes(), batch);
    Tensor loss = CrossEntropy.apply(tape, logits, labels(inputs));
    tape.backward(loss, graph.scalar(1));
    for (Variable variable : variables) {
      if (variable.trained()) {
        graph.within(
            graph.prefix() + variable.name() + "/update/", () -> update(tape, inputs, variable));
      } else {
        state.put(variable.name(), network.statistics().get(variable.name()));
      }
    }
    return new Outputs(loss, state);
  }

  /** Returns the classes of the batch as int64: ONNX Runtime has no one-hot operator for int32. */
  private Tensor labels(Inputs inputs) {
    Tensor labels = rows(inputs.labels(), inputs.indices());
    return graph
        .node("Cast")
        .inputs(labels)
        .integer("to", ElementType.INT64.number())
        .output(ElementType.INT64, labels.shape());
  }

  /** Selects rows; as a node of the graph, this leaves the training set where it is. */
  private Tensor rows(Tensor all, Tensor indices) {
    long[] shape = all.shape();
    shape[0] = indices.extent(0);
    return graph.node("Gather").inputs(all, indices).integer("axis", 0).output(all.type(), shape);
  }

  /** {@code v = momentum * v + g + weightDecay * w; w = w - learningRate * v}. */
  private void update(Tape tape, Inputs inputs, Variable variable) {
    Tensor value = inputs.state().get(variable.name());
    Tensor momentum = inputs.state().get(variable.momentum());
    Gradient gradient = tape.gradient(value);
    Tensor velocity = velocity(gradient, momentum, value, variable.spec().role().decayed());
    Tensor change = graph.binary("Mul", velocity, inputs.learningRate());
    state.put(variable.name(), graph.binary("Sub", value, change));
    state.put(variable.momentum(), velocity);
  }

  private Tensor velocity(Gradient gradient, Tensor momentum, Tensor value, boolean decayed) {
    boolean decays = decayed && optimizer.weightDecay() > 0;
    if (!decays) {
      return optimizer.momentum() == 0
          ? gradient.value()
          : gradient.plus(optimizer.momentum(), momentum);
    }
    Tensor decay = graph.binary("Mul", value, graph.scalar(optimizer.weightDecay()));
    if (optimizer.momentum() == 0) {
      return gradient.plus(1, decay);
    }
    Tensor kept = graph.binary("Mul", momentum, graph.scalar(optimizer.momentum()));
    return gradient.plus(1, graph.binary("Add", kept, decay));
  }
}
