package dev.rote.api;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A layer in its place in a model: what {@link Model} has derived about it.
 *
 * @param layer the layer
 * @param name unique in the model: the kind and a running number, such as {@code conv2d2}
 * @param input shape of its input
 * @param output shape of its output
 * @param parameters its own parameters, not those of its branches, in the order of {@link Role}
 * @param branches for a concat its branches, for a residual the body and the shortcut, else empty
 */
public record LayerNode(
    Layer layer,
    String name,
    Shape input,
    Shape output,
    List<ParameterSpec> parameters,
    List<List<LayerNode>> branches) {
  public LayerNode {
    requireNonNull(layer, "layer is null");
    requireNonNull(name, "name is null");
    requireNonNull(input, "input is null");
    requireNonNull(output, "output is null");
    parameters = List.copyOf(parameters);
    branches = branches.stream().map(List::copyOf).toList();
  }

  /** Returns the name of this layer's parameter with that role, present or not. */
  public String parameterName(Role role) {
    return name + "." + role.suffix();
  }
}
