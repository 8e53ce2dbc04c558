package dev.rote.examples.dl4j;

import static java.util.stream.Collectors.toMap;

import dev.rote.api.LayerNode;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import dev.rote.api.Role;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of a network. What the optimizer changes lies end to end in one array, those that
 * decay first, as do the gradients: a step of the optimizer is a few operations on all of it.
 * Running statistics are a few numbers for each channel, and Java's.
 */
final class Variables {
  private final List<ParameterSpec> specs;
  private final INDArray values;
  private final INDArray gradients;
  private final long decayed;
  private final Map<String, Variable> variables = new HashMap<>();
  private final Map<String, Long> offsets = new HashMap<>();
  private final Map<String, float[]> statistics;

  Variables(Memory memory, Parameters initial) {
    specs = initial.specs();
    values = memory.array(1, Math.max(size(trained(specs)), 1));
    gradients = memory.like(values);
    decayed = size(specs.stream().filter(spec -> spec.role().decayed()));
    statistics =
        specs.stream()
            .filter(spec -> !spec.role().trained())
            .collect(toMap(ParameterSpec::name, spec -> initial.toArray(spec.name())));
    place(initial);
  }

  private void place(Parameters initial) {
    FloatBuffer buffer = Memory.buffer(values);
    long offset = 0;
    for (ParameterSpec spec : decayedFirst()) {
      int size = spec.shape().size();
      buffer.put((int) offset, initial.values(spec.name()), 0, size);
      variables.put(
          spec.name(), new Variable(view(values, offset, spec), view(gradients, offset, spec)));
      offsets.put(spec.name(), offset);
      offset += size;
    }
  }

  private List<ParameterSpec> decayedFirst() {
    return Stream.concat(
            specs.stream().filter(spec -> spec.role().decayed()),
            trained(specs).filter(spec -> !spec.role().decayed()))
        .toList();
  }

  private static INDArray view(INDArray all, long offset, ParameterSpec spec) {
    return part(all, offset, spec.shape().size()).reshape(spec.shape().toLongArray());
  }

  private static INDArray part(INDArray all, long offset, long size) {
    return all.get(NDArrayIndex.point(0), NDArrayIndex.interval(offset, offset + size));
  }

  private static Stream<ParameterSpec> trained(List<ParameterSpec> specs) {
    return specs.stream().filter(spec -> spec.role().trained());
  }

  private static long size(Stream<ParameterSpec> specs) {
    return specs.mapToLong(spec -> spec.shape().size()).sum();
  }

  /** A trained parameter and the gradient of the last step, in the canonical layout. */
  record Variable(INDArray value, INDArray gradient) {}

  /** Returns a layer's trained parameter with that role. */
  Variable get(LayerNode node, Role role) {
    return find(node, role).orElseThrow();
  }

  /** Returns a layer's trained parameter with that role, or empty if it has none. */
  Optional<Variable> find(LayerNode node, Role role) {
    return Optional.ofNullable(variables.get(node.parameterName(role)));
  }

  /** Returns a layer's running statistic, which the layer itself changes. */
  float[] statistic(LayerNode node, Role role) {
    return statistics.get(node.parameterName(role));
  }

  /** Returns all values that are trained. */
  INDArray values() {
    return values;
  }

  /** Returns the gradients of {@link #values}. */
  INDArray gradients() {
    return gradients;
  }

  /** Returns how many of the values decay: the first ones. */
  long decayed() {
    return decayed;
  }

  /** Returns a copy. */
  Parameters toParameters() {
    Map<String, float[]> copies = new HashMap<>(statistics);
    FloatBuffer buffer = Memory.buffer(values);
    trained(specs)
        .forEach(spec -> {
          float[] copy = new float[spec.shape().size()];
          buffer.get(offsets.get(spec.name()).intValue(), copy);
          copies.put(spec.name(), copy);
        });
    return Parameters.of(specs, copies);
  }
}
