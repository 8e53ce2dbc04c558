package dev.rote.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model's parameters in PyTorch's memory. */
final class Variables {
  private final NDManager manager;
  private final List<ParameterSpec> specs;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  Variables(NDManager manager, Parameters initial) {
    this.manager = manager;
    specs = initial.specs();
    for (ParameterSpec spec : specs) {
      Shape shape = new Shape(spec.shape().toLongArray());
      NDArray array = NativeMemory.floats(manager, initial.toArray(spec.name()), shape);
      array.setRequiresGradient(spec.role().trained());
      arrays.put(spec.name(), array);
    }
  }

  /** Returns the owner of the arrays. */
  NDManager manager() {
    return manager;
  }

  /** Returns the parameters described, in the model's order. */
  List<ParameterSpec> specs() {
    return specs;
  }

  /** Returns the array of that parameter. */
  NDArray get(String name) {
    return arrays.get(name);
  }

  /** Returns a copy of the present values. */
  Parameters toParameters() {
    Map<String, float[]> values = new LinkedHashMap<>();
    arrays.forEach((name, array) -> values.put(name, array.toFloatArray()));
    return Parameters.of(specs, values);
  }
}
