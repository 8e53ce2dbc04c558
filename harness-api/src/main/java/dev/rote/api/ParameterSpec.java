package dev.rote.api;

import static java.util.Objects.requireNonNull;

/**
 * One tensor of a model's parameters.
 *
 * @param name unique in the model: the layer's name and the role, such as {@code dense1.weight}
 * @param shape canonical: {@code [out, in]} for dense weights, {@code [out, in, h, w]} for kernels,
 *     {@code [n]} for the rest
 * @param role what it does
 * @param distribution where its initial values come from
 */
public record ParameterSpec(String name, Shape shape, Role role, Distribution distribution) {
  public ParameterSpec {
    requireNonNull(name, "name is null");
    requireNonNull(shape, "shape is null");
    requireNonNull(role, "role is null");
    requireNonNull(distribution, "distribution is null");
  }
}
