package dev.rote.backend.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import dev.rote.api.Parameters;
import dev.rote.backend.onnx.graph.Variable;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters and momenta where ONNX Runtime has put them: the outputs of a step are the inputs of
 * the next one and are freed after it. (Writing an output over its own input would save nothing and
 * change the results, because the step still reads the input.)
 */
final class State implements AutoCloseable {
  private final List<Variable> variables;
  private Map<String, OnnxTensor> tensors = new HashMap<>();
  private Runnable free;

  State(List<Variable> variables, Parameters initial) {
    this.variables = List.copyOf(variables);
    List<FloatBuffer> memory = new ArrayList<>();
    for (Variable variable : variables) {
      if (variable.momentum()) {
        tensors.put(variable.name(), Tensors.zeros(variable.extents()));
      } else {
        memory.add(InitialMemory.of(variable.fromCanonical(initial)));
        tensors.put(variable.name(), Tensors.of(memory.getLast(), variable.extents()));
      }
    }
    Map<String, OnnxTensor> first = tensors;
    free =
        () -> {
          first.values().forEach(OnnxTensor::close);
          InitialMemory.free(memory);
        };
  }

  /** Returns parameters and momenta by the names of the inputs, in a map of the caller's own. */
  Map<String, OnnxTensor> all() {
    return new HashMap<>(tensors);
  }

  /** Returns the parameters by the names of the inputs, in a map of the caller's own. */
  Map<String, OnnxTensor> parameters() {
    Map<String, OnnxTensor> parameters = new HashMap<>();
    for (Variable variable : variables) {
      if (!variable.momentum()) {
        parameters.put(variable.name(), tensors.get(variable.name()));
      }
    }
    return parameters;
  }

  /** Replaces everything by the outputs of a session, which it owns from now on. */
  void advance(OrtSession.Result result) {
    Map<String, OnnxTensor> next = new HashMap<>();
    for (Variable variable : variables) {
      next.put(variable.name(), Tensors.output(result, variable.next()));
    }
    close();
    tensors = next;
    free = result::close;
  }

  /** Returns a copy of the parameters in the canonical layout. */
  Parameters toParameters() {
    Map<String, float[]> values = new HashMap<>();
    for (Variable variable : variables) {
      if (!variable.momentum()) {
        float[] value = new float[variable.spec().shape().size()];
        tensors.get(variable.name()).getFloatBuffer().get(value);
        values.put(variable.spec().name(), variable.toCanonical(value));
      }
    }
    return Parameters.of(
        variables.stream().filter(variable -> !variable.momentum()).map(Variable::spec).toList(),
        values);
  }

  @Override
  public void close() {
    free.run();
    free = () -> {};
  }
}
