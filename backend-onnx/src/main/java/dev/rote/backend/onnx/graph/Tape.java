package dev.rote.backend.onnx.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reverse-mode differentiation of a graph: every operator that is put into the graph records how a
 * gradient of its output becomes gradients of its inputs, and {@link #backward} applies these rules
 * from the last operator to the first. Only what a parameter has an influence on is differentiated.
 */
final class Tape {
  private final Graph graph;
  private final Set<Tensor> wanted = new HashSet<>();
  private final List<Runnable> rules = new ArrayList<>();
  private final Map<Tensor, Gradient> gradients = new HashMap<>();

  Tape(Graph graph) {
    this.graph = graph;
  }

  Graph graph() {
    return graph;
  }

  /** Asks for the gradient with respect to an input of the graph. */
  void want(Tensor input) {
    wanted.add(input);
  }

  /** Returns whether a gradient with respect to that tensor is needed. */
  boolean wanted(Tensor tensor) {
    return wanted.contains(tensor);
  }

  /**
   * Records an operator.
   *
   * @param rule takes the gradient of the output and {@linkplain #add adds} those of the inputs
   * @return the output
   */
  Tensor record(Tensor output, List<Tensor> inputs, Consumer<Tensor> rule) {
    if (inputs.stream().anyMatch(wanted::contains)) {
      String part = graph.part();
      wanted.add(output);
      rules.add(() -> apply(part, output, rule));
    }
    return output;
  }

  /** Adds to the gradient of a tensor, if it is wanted. */
  void add(Tensor tensor, Tensor gradient) {
    add(tensor, Gradient.of(graph, gradient));
  }

  /** Adds to the gradient of a tensor, if it is wanted. */
  void add(Tensor tensor, Gradient gradient) {
    if (wanted(tensor)) {
      gradients.merge(
          tensor,
          gradient,
          (sum, more) -> Gradient.of(graph, graph.binary("Add", sum.value(), more.value())));
    }
  }

  /** Differentiates an output, whose own gradient is given. */
  void backward(Tensor output, Tensor gradient) {
    add(output, gradient);
    rules.reversed().forEach(Runnable::run);
  }

  /** Returns the gradient of a wanted input after {@link #backward}. */
  Gradient gradient(Tensor input) {
    Gradient gradient = gradients.get(input);
    if (gradient == null) {
      throw new IllegalStateException("nothing depends on " + input);
    }
    return gradient;
  }

  private void apply(String part, Tensor output, Consumer<Tensor> rule) {
    Gradient gradient = gradients.get(output);
    if (gradient != null) {
      graph.within(part + "gradient/", () -> rule.accept(gradient.value()));
    }
  }
}
