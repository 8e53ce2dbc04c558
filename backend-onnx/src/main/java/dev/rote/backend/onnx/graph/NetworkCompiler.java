package dev.rote.backend.onnx.graph;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the layers of a model into a graph. */
final class NetworkCompiler {
  private final Tape tape;
  private final Map<String, Tensor> parameters;
  private final Optional<Map<String, Tensor>> masks;
  private final Map<String, Tensor> statistics = new LinkedHashMap<>();

  /**
   * @param parameters by name
   * @param masks those of the dropout layers by the name of the layer, or empty for evaluation mode
   */
  NetworkCompiler(Tape tape, Map<String, Tensor> parameters, Optional<Map<String, Tensor>> masks) {
    this.tape = tape;
    this.parameters = parameters;
    this.masks = masks;
  }

  /** Returns the same as {@link #compile}, the first layers in portions if that is faster. */
  Tensor compileInPortions(List<LayerNode> nodes, Tensor images) {
    int first = Portions.suited(tape, nodes, images);
    if (first == 0) {
      return compile(nodes, images);
    }
    Tensor x = Portions.apply(tape, images, part -> compile(nodes.subList(0, first), part));
    return compile(nodes.subList(first, nodes.size()), x);
  }

  /** Returns the output of these layers, one after the other. */
  Tensor compile(List<LayerNode> nodes, Tensor input) {
    Tensor x = input;
    for (int next = 0; next < nodes.size(); ) {
      ChannelsLast run = ChannelsLast.from(tape, nodes.subList(next, nodes.size()), x);
      if (run.length() > 0) {
        x = run.apply(x);
        next += run.length();
      } else {
        x = named(nodes.get(next), x);
        next++;
      }
    }
    return x;
  }

  /** Returns the new running statistics that training layers have made, by parameter name. */
  Map<String, Tensor> statistics() {
    return statistics;
  }

  private Tensor named(LayerNode node, Tensor x) {
    return tape.graph().within(node, () -> layer(node, x));
  }

  private Tensor layer(LayerNode node, Tensor x) {
    return switch (node.layer()) {
      case Layer.Dense dense ->
          Affine.apply(tape, x, parameter(node, Role.WEIGHT), bias(node, dense.bias()));
      case Layer.Conv2d conv ->
          Convolution.apply(tape, x, conv, parameter(node, Role.WEIGHT), bias(node, conv.bias()));
      case Layer.Relu relu -> Rectifier.apply(tape, x);
      case Layer.MaxPool pool -> Pooling.max(tape, x, pool);
      case Layer.GlobalMeanPool pool -> Pooling.mean(tape, x);
      case Layer.LocalResponseNormalization norm -> LocalResponse.apply(tape, x, norm);
      case Layer.BatchNorm norm -> batchNorm(node, norm, x);
      case Layer.Dropout dropout ->
          masks.map(all -> Structure.mask(tape, x, all.get(node.name()))).orElse(x);
      case Layer.Flatten flatten -> Structure.flatten(tape, x, node.output().get(0));
      case Layer.Concat concat -> Structure.concatenate(tape, branches(node, x), 1);
      case Layer.Residual residual -> {
        List<Tensor> branches = branches(node, x);
        yield Structure.add(tape, branches.getFirst(), branches.getLast());
      }
    };
  }

  private List<Tensor> branches(LayerNode node, Tensor x) {
    return node.branches().stream().map(branch -> compile(branch, x)).toList();
  }

  private Tensor batchNorm(LayerNode node, Layer.BatchNorm norm, Tensor x) {
    BatchNormalization.Variables variables =
        new BatchNormalization.Variables(
            norm.scale() ? Optional.of(parameter(node, Role.SCALE)) : Optional.empty(),
            parameter(node, Role.SHIFT),
            parameter(node, Role.RUNNING_MEAN),
            parameter(node, Role.RUNNING_VARIANCE));
    if (masks.isEmpty()) {
      return BatchNormalization.evaluate(tape.graph(), x, norm, variables);
    }
    BatchNormalization.Normalized normalized = BatchNormalization.train(tape, x, norm, variables);
    statistics.put(node.parameterName(Role.RUNNING_MEAN), normalized.mean());
    statistics.put(node.parameterName(Role.RUNNING_VARIANCE), normalized.variance());
    return normalized.y();
  }

  private Optional<Tensor> bias(LayerNode node, boolean present) {
    return present ? Optional.of(parameter(node, Role.BIAS)) : Optional.empty();
  }

  private Tensor parameter(LayerNode node, Role role) {
    return parameters.get(node.parameterName(role));
  }
}
