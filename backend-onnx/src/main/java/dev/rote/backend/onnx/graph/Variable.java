package dev.rote.backend.onnx.graph;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Model;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Role;
import dev.rote.api.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A parameter as the graphs hold it. Weights of a dense layer are transposed, {@code [in, out]}: in
 * the first layer, usually the largest, both products are then faster, and in the others neither
 * gains nor loses.
 *
 * @param spec the parameter in the canonical layout
 * @param transposed whether rows and columns have changed places
 */
public record Variable(ParameterSpec spec, boolean transposed) {
  /** Returns a model's parameters in its order. */
  public static List<Variable> of(Model model) {
    List<Variable> variables = new ArrayList<>();
    for (LayerNode node : model.allNodes()) {
      for (ParameterSpec spec : node.parameters()) {
        boolean dense = node.layer() instanceof Layer.Dense;
        variables.add(new Variable(spec, dense && spec.role() == Role.WEIGHT));
      }
    }
    return variables;
  }

  /** Returns the name of the input with the parameter's value before a step. */
  public String name() {
    return spec.name();
  }

  /** Returns the name of the output with the parameter's value after a step. */
  public String next() {
    return Names.next(name());
  }

  /** Returns the name of the input with the parameter's momentum before a step. */
  public String momentum() {
    return name() + ".momentum";
  }

  /** Returns the name of the output with the parameter's momentum after a step. */
  public String nextMomentum() {
    return Names.next(momentum());
  }

  /** Returns whether it has a momentum. */
  public boolean trained() {
    return spec.role().trained();
  }

  /** Returns the extents as the graphs hold it. */
  public long[] extents() {
    Shape shape = spec.shape();
    return transposed ? new long[] {shape.get(1), shape.get(0)} : shape.toLongArray();
  }

  /** Returns values that are in the canonical layout as the graphs hold them. */
  public float[] fromCanonical(float[] values) {
    Shape shape = spec.shape();
    return transposed ? transpose(values, shape.get(0), shape.get(1)) : values;
  }

  /** Returns values that the graphs hold in the canonical layout. */
  public float[] toCanonical(float[] values) {
    Shape shape = spec.shape();
    return transposed ? transpose(values, shape.get(1), shape.get(0)) : values;
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
