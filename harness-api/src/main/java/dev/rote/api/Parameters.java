package dev.rote.api;

import static java.util.stream.Collectors.joining;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value for every parameter of a model, in the model's order and canonical layout. Immutable. */
public final class Parameters {
  private final List<ParameterSpec> specs;
  private final Map<String, float[]> values;

  private Parameters(List<ParameterSpec> specs, Map<String, float[]> values) {
    this.specs = specs;
    this.values = values;
  }

  /**
   * Returns parameters with these values, which are copied.
   *
   * @param specs the model's parameters, {@link Model#parameters}
   * @param values by name, each with as many elements as the parameter's shape
   * @throws IllegalArgumentException if a parameter is missing, unknown or of another size
   */
  public static Parameters of(List<ParameterSpec> specs, Map<String, float[]> values) {
    Map<String, float[]> copies = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      float[] value = values.get(spec.name());
      if (value == null) {
        throw new IllegalArgumentException("there is no value for the parameter " + spec.name());
      }
      if (value.length != spec.shape().size()) {
        throw new IllegalArgumentException(
            "the parameter %s is %s, %d values, but there are %d"
                .formatted(spec.name(), spec.shape(), spec.shape().size(), value.length));
      }
      copies.put(spec.name(), value.clone());
    }
    if (values.size() != copies.size()) {
      throw new IllegalArgumentException(
          values.keySet().stream()
              .filter(name -> !copies.containsKey(name))
              .sorted()
              .collect(joining(", ", "there is no such parameter: ", "")));
    }
    return new Parameters(List.copyOf(specs), copies);
  }

  /** Returns the parameters described, in the model's order. */
  public List<ParameterSpec> specs() {
    return specs;
  }

  /** Returns the values of one parameter in row-major order, as a read-only view of heap memory. */
  public FloatBuffer values(String name) {
    return FloatBuffer.wrap(existing(name)).asReadOnlyBuffer();
  }

  /** Returns a copy of the values of one parameter, in row-major order. */
  public float[] toArray(String name) {
    return existing(name).clone();
  }

  private float[] existing(String name) {
    float[] value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "there is no parameter " + name + "; there are " + values.keySet());
    }
    return value;
  }

  /** Two are equal if their specs are and every value has the same bits. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Parameters that
        && specs.equals(that.specs)
        && specs.stream()
            .allMatch(spec -> Arrays.equals(values.get(spec.name()), that.values.get(spec.name())));
  }

  @Override
  public int hashCode() {
    return specs.hashCode();
  }

  @Override
  public String toString() {
    return "Parameters" + values.keySet();
  }
}
