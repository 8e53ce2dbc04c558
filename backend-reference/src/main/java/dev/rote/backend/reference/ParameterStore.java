package dev.rote.backend.reference;

import dev.rote.api.LayerNode;
import dev.rote.api.Model;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import dev.rote.api.Role;
import dev.rote.api.Sgd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a network by name, in the model's order. */
final class ParameterStore {
  private final List<ParameterSpec> specs;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  /**
   * Copies the initial values.
   *
   * @throws IllegalArgumentException if they are not those of the model
   */
  ParameterStore(Model model, Parameters initial) {
    specs = model.parameters();
    if (!describe(initial.specs()).equals(describe(specs))) {
      throw new IllegalArgumentException(
          "the initial parameters are not those of the model %s: it has %s, but they are %s"
              .formatted(model.name(), describe(specs), describe(initial.specs())));
    }
    for (ParameterSpec spec : specs) {
      parameters.put(spec.name(), new Parameter(spec, initial.toArray(spec.name())));
    }
  }

  /** Returns a parameter that the layer always has. */
  Parameter get(LayerNode node, Role role) {
    return find(node, role).orElseThrow();
  }

  /** Returns a parameter that the layer may have: a bias or a scale. */
  Optional<Parameter> find(LayerNode node, Role role) {
    return Optional.ofNullable(parameters.get(node.parameterName(role)));
  }

  void clearGradients() {
    parameters.values().forEach(Parameter::clearGradient);
  }

  void update(Sgd optimizer, double learningRate) {
    parameters.values().forEach(parameter -> parameter.update(optimizer, learningRate));
  }

  /** Returns a copy of every value, rounded to float32. */
  Parameters export() {
    Map<String, float[]> values = new LinkedHashMap<>();
    parameters.forEach((name, parameter) -> values.put(name, parameter.rounded()));
    return Parameters.of(specs, values);
  }

  private static List<String> describe(List<ParameterSpec> specs) {
    return specs.stream().map(spec -> spec.name() + " " + spec.shape()).toList();
  }
}
