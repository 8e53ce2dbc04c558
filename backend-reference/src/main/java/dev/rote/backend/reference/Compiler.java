package dev.rote.backend.reference;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import java.util.List;

/**
 * Makes an operator of each layer. The switch is exhaustive and has no default: a layer added to
 * the API stops this file from compiling until somebody has thought about it.
 */
final class Compiler {
  private final ParameterStore parameters;

  Compiler(ParameterStore parameters) {
    this.parameters = parameters;
  }

  Operator compile(List<LayerNode> nodes) {
    return new Sequence(nodes.stream().map(this::compile).toList());
  }

  private Operator compile(LayerNode node) {
    return switch (node.layer()) {
      case Layer.Dense layer -> new Dense(node, parameters);
      case Layer.Conv2d layer -> new Conv2d(layer, node, parameters);
      case Layer.Relu layer -> new Relu();
      case Layer.MaxPool layer -> new MaxPool(layer, node);
      case Layer.GlobalMeanPool layer -> new GlobalMeanPool(node);
      case Layer.LocalResponseNormalization layer -> new LocalResponseNormalization(layer, node);
      case Layer.BatchNorm layer -> new BatchNorm(layer, node, parameters);
      case Layer.Dropout layer -> new Dropout(node);
      // Activations are flat rows already.
      case Layer.Flatten layer -> new Sequence(List.of());
      case Layer.Concat layer -> new Concat(node, branches(node));
      case Layer.Residual layer -> new Residual(branches(node));
    };
  }

  private List<Operator> branches(LayerNode node) {
    return node.branches().stream().map(this::compile).toList();
  }
}
