package dev.rote.backend.reference;

import dev.rote.api.Batches;
import dev.rote.api.DropoutMasks;
import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Model;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import dev.rote.api.Role;
import dev.rote.api.Shape;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A few layers on their own, with random parameters: what the tests of operators look at. */
record CompiledLayers(List<LayerNode> nodes, ParameterStore parameters, Operator operator) {
  /** A mask that drops every third value and keeps the others at 1.5, the same at every step. */
  static final DropoutMasks EVERY_THIRD =
      (step, dropout, mask) -> {
        for (int i = 0; i < mask.limit(); i++) {
          mask.put(i, i % 3 == 0 ? 0 : 1.5f);
        }
      };

  static CompiledLayers of(Shape input, Layer... layers) {
    // A model must end with logits, so it gets a tail that is not compiled.
    List<Layer> classifier = new ArrayList<>(List.of(layers));
    classifier.add(new Layer.Flatten());
    classifier.add(new Layer.Dense(2, false));
    Model model = Model.of("layers", input, classifier, Initializer.HE_NORMAL);
    ParameterStore parameters = new ParameterStore(model, randomParameters(model, 7));
    List<LayerNode> nodes = model.nodes().subList(0, layers.length);
    return new CompiledLayers(nodes, parameters, new Compiler(parameters).compile(nodes));
  }

  /** Normal values, of mean 1 where the role is usually positive. */
  static Parameters randomParameters(Model model, long seed) {
    Random random = new Random(seed);
    Map<String, float[]> values = new HashMap<>();
    for (ParameterSpec spec : model.parameters()) {
      boolean positive = spec.role() == Role.SCALE || spec.role() == Role.RUNNING_VARIANCE;
      float[] value = new float[spec.shape().size()];
      for (int i = 0; i < value.length; i++) {
        value[i] = (float) (random.nextGaussian() * 0.2 + (positive ? 1 : 0));
      }
      values.put(spec.name(), value);
    }
    return Parameters.of(model.parameters(), values);
  }

  static double[][] randomRows(int rows, int columns, long seed) {
    Random random = new Random(seed);
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = random.nextGaussian();
      }
    }
    return values;
  }

  /** A training pass over that many examples, with {@link #EVERY_THIRD} as dropout mask. */
  static Pass training(int examples) {
    return new Pass.Training(
        new Batches(1, examples, IntBuffer.allocate(examples), EVERY_THIRD), 0);
  }

  double[][] train(double[][] input) {
    return operator.forward(input, training(input.length));
  }

  double[][] evaluate(double[][] input) {
    return operator.forward(input, new Pass.Evaluation());
  }

  Parameter parameter(Role role) {
    return parameters.get(nodes.getFirst(), role);
  }
}
