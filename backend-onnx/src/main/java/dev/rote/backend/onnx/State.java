package dev.rote.backend.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtSession;
import dev.rote.api.Parameters;
import dev.rote.backend.onnx.graph.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters and momenta where ONNX Runtime has put them: the outputs of a step are the inputs of
 * the next one and are freed after it.
 */
final class State implements AutoCloseable {
  private final List<Variable> variables;
  private final Map<String, String> outputs = new LinkedHashMap<>();
  private Map<String, OnnxTensor> inputs = new HashMap<>();
  private AutoCloseable owner;

  State(List<Variable> variables, Parameters initial) {
    this.variables = List.copyOf(variables);
    List<OnnxTensor> created = new ArrayList<>();
    for (Variable variable : variables) {
      outputs.put(variable.name(), variable.next());
      float[] values = variable.fromCanonical(initial.toArray(variable.name()));
      inputs.put(variable.name(), Tensors.of(values, variable.extents()));
      if (variable.trained()) {
        outputs.put(variable.momentum(), variable.nextMomentum());
        inputs.put(variable.momentum(), Tensors.of(new float[values.length], variable.extents()));
      }
    }
    created.addAll(inputs.values());
    owner = () -> created.forEach(OnnxTensor::close);
  }

  /** Returns parameters and momenta by the names of the inputs. */
  Map<String, OnnxTensor> inputs() {
    return inputs;
  }

  /** Returns the parameters by the names of the inputs. */
  Map<String, OnnxTensor> parameters() {
    Map<String, OnnxTensor> parameters = new HashMap<>();
    variables.forEach(variable -> parameters.put(variable.name(), inputs.get(variable.name())));
    return parameters;
  }

  /** Replaces everything by the outputs of a step, which it owns from now on. */
  void advance(OrtSession.Result result) {
    Map<String, OnnxTensor> next = new HashMap<>();
    outputs.forEach((input, output) -> next.put(input, (OnnxTensor) output(result, output)));
    close();
    inputs = next;
    owner = result;
  }

  /** Returns a copy of the parameters in the canonical layout. */
  Parameters toParameters() {
    Map<String, float[]> values = new HashMap<>();
    for (Variable variable : variables) {
      OnnxTensor tensor = inputs.get(variable.name());
      float[] value = new float[variable.spec().shape().size()];
      tensor.getFloatBuffer().get(value);
      values.put(variable.name(), variable.toCanonical(value));
    }
    return Parameters.of(variables.stream().map(Variable::spec).toList(), values);
  }

  @Override
  public void close() {
    try {
      owner.close();
    } catch (Exception e) {
      throw new IllegalStateException("ONNX Runtime could not free memory", e);
    }
    owner = () -> {};
  }

  private static OnnxValue output(OrtSession.Result result, String name) {
    return result
        .get(name)
        .orElseThrow(() -> new IllegalStateException("the step gave no " + name));
  }
}
