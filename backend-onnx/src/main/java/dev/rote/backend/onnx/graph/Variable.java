package dev.rote.backend.onnx.graph;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Model;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import dev.rote.api.Role;
import dev.rote.api.Sgd;
import dev.rote.api.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A parameter, or the momentum of one, as the graphs hold it. Weights of a dense layer are
 * transposed, {@code [in, out]}: in the first layer, usually the largest, the forward product is
 * then a quarter faster, and in the others what one product gains the other loses.
 *
 * @param spec the parameter in the canonical layout
 * @param momentum whether this is its momentum
 * @param transposed whether rows and columns have changed places
 */
public record Variable(ParameterSpec spec, boolean momentum, boolean transposed) {
  /** Returns what the prediction of a model needs: its parameters, in its order. */
  public static List<Variable> parameters(Model model) {
    List<Variable> variables = new ArrayList<>();
    for (LayerNode node : model.allNodes()) {
      for (ParameterSpec spec : node.parameters()) {
        boolean dense = node.layer() instanceof Layer.Dense;
        variables.add(new Variable(spec, false, dense && spec.role() == Role.WEIGHT));
      }
    }
    return variables;
  }

  /** Returns what the training of a model changes: its parameters and their momenta. */
  public static List<Variable> of(Model model, Sgd optimizer) {
    List<Variable> variables = new ArrayList<>();
    for (Variable parameter : parameters(model)) {
      variables.add(parameter);
      if (parameter.spec().role().trained() && optimizer.momentum() > 0) {
        variables.add(new Variable(parameter.spec(), true, parameter.transposed()));
      }
    }
    return variables;
  }

  /** Returns the name of the input with the value before a step. */
  public String name() {
    return momentum ? Names.momentum(spec.name()) : spec.name();
  }

  /** Returns the name of the output with the value after a step. */
  public String next() {
    return Names.next(name());
  }

  /** Returns the extents as the graphs hold it. */
  public long[] extents() {
    Shape shape = spec.shape();
    return transposed ? new long[] {shape.get(1), shape.get(0)} : shape.toLongArray();
  }

  /** Returns the parameter's value as the graphs hold it. */
  public float[] fromCanonical(Parameters parameters) {
    float[] values = parameters.toArray(spec.name());
    Shape shape = spec.shape();
    return transposed ? transpose(values, shape.get(0), shape.get(1)) : values;
  }

  /** Returns values that the graphs hold in the canonical layout. */
  public float[] toCanonical(float[] values) {
    Shape shape = spec.shape();
    return transposed ? transpose(values, shape.get(1), shape.get(0)) : values;
  }

  Tensor tensor() {
    return new Tensor(name(), ElementType.FLOAT, extents());
  }

  private static float[] transpose(float[] values, int rows, int columns) {
    float[] result = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        result[column * rows + row] = values[row * columns + column];
      }
    }
    return result;
  }
}
