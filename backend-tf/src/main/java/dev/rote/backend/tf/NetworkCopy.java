package dev.rote.backend.tf;

import dev.rote.api.LayerNode;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One of the copies of a network that a graph holds: for evaluation, and for every step that the
 * graph unrolls. It reads the variables, and it collects what a step has to do to them.
 */
final class NetworkCopy {
  private final Graph graph;
  private final Ops tf;
  private final Ops reads;
  private final Variables variables;
  private final Optional<Masks> masks;
  private final Map<ParameterSpec, Operand<TFloat32>> values = new LinkedHashMap<>();
  private final Map<ParameterSpec, Operand<TFloat32>> gradients = new LinkedHashMap<>();
  private final List<Op> statistics = new ArrayList<>();

  private NetworkCopy(Graph graph, Ops tf, Ops reads, Variables variables, Optional<Masks> masks) {
    this.graph = graph;
    this.tf = tf;
    this.reads = reads;
    this.variables = variables;
    this.masks = masks;
  }

  /** Returns a copy that uses running statistics and drops nothing. */
  static NetworkCopy forEvaluation(Graph graph, Ops tf, Variables variables) {
    return new NetworkCopy(graph, tf, tf, variables, Optional.empty());
  }

  /**
   * Returns a copy for a step.
   *
   * @param reads makes operations that run after the step before has ended
   */
  static NetworkCopy forTraining(Graph graph, Ops tf, Ops reads, Variables variables, Masks masks) {
    return new NetworkCopy(graph, tf, reads, variables, Optional.of(masks));
  }

  /** Where a step's dropout masks come from. */
  @FunctionalInterface
  interface Masks {
    /**
     * Returns the mask of a layer.
     *
     * @param x what it is multiplied with, whose shape and order it has
     */
    Operand<TFloat32> mask(LayerNode dropout, Signal x);
  }

  /** Makes operations of this copy. */
  Ops tf() {
    return tf;
  }

  /** Returns the masks of the step, or empty in evaluation. */
  Optional<Masks> masks() {
    return masks;
  }

  /** Returns a layer's parameter, which has this order and shape in TensorFlow, if it has one. */
  Optional<Operand<TFloat32>> parameter(
      LayerNode node, Role role, ChannelsLast order, Shape shape) {
    return node.parameters().stream()
        .filter(spec -> spec.role() == role)
        .findFirst()
        .map(spec -> parameter(spec, order, shape));
  }

  private Operand<TFloat32> parameter(ParameterSpec spec, ChannelsLast order, Shape shape) {
    var handle = variables.declare(spec, order, shape);
    return values.computeIfAbsent(spec, unread -> reads.readVariableOp(handle, TFloat32.class));
  }

  /** Lets a step set a running statistic. */
  void update(LayerNode node, Role role, Operand<TFloat32> value) {
    node.parameters().stream()
        .filter(spec -> spec.role() == role)
        .forEach(spec -> statistics.add((Op) tf.assignVariableOp(variables.handle(spec), value)));
  }

  /**
   * Adds TensorFlow's own gradient of a layer: notes those of its parameters and returns that of
   * its input, or empty if none is wanted. Only for layers whose gradient TensorFlow has, and has
   * right; see the package's description.
   *
   * @param x the layer's input
   * @param y its output
   * @param gradient of the loss with respect to y
   */
  Optional<Operand<TFloat32>> differentiate(
      LayerNode node, Signal x, Operand<TFloat32> y, Operand<TFloat32> gradient) {
    List<ParameterSpec> trained =
        node.parameters().stream().filter(spec -> spec.role().trained()).toList();
    List<Output<?>> targets = new ArrayList<>();
    trained.forEach(spec -> targets.add(values.get(spec).asOutput()));
    if (x.differentiable()) {
      targets.add(x.value().asOutput());
    }
    Output<?>[] found =
        graph.addGradients(
            tf.scope().makeOpName("gradient_" + node.name()),
            new Output<?>[] {y.asOutput()},
            targets.toArray(Output<?>[]::new),
            new Output<?>[] {gradient.asOutput()});
    for (int i = 0; i < trained.size(); i++) {
      gradients.put(trained.get(i), floats(found[i]));
    }
    return x.differentiable() ? Optional.of(floats(found[trained.size()])) : Optional.empty();
  }

  /** Returns the gradient of every trained parameter, once the loss has gone back to the input. */
  Map<ParameterSpec, Operand<TFloat32>> gradients() {
    return gradients;
  }

  /** Returns the value that a parameter has in this copy. */
  Operand<TFloat32> value(ParameterSpec spec) {
    return values.get(spec);
  }

  /** Returns the operations that set running statistics. */
  List<Op> statistics() {
    return statistics;
  }

  @SuppressWarnings("unchecked")
  private static Operand<TFloat32> floats(Output<?> output) {
    return (Operand<TFloat32>) output;
  }
}
