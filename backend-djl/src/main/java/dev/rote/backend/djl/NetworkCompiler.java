package dev.rote.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Role;
import java.util.List;

/** Turns the layers of a model into operations on the variables of a trainer. */
final class NetworkCompiler {
  private final Variables variables;

  NetworkCompiler(Variables variables) {
    this.variables = variables;
  }

  /** Returns these layers, one after the other. */
  Operation compile(List<LayerNode> nodes) {
    return nodes.stream().map(this::operation).reduce(Operation.IDENTITY, Operation::then);
  }

  private Operation operation(LayerNode node) {
    return switch (node.layer()) {
      case Layer.Dense dense -> dense(node, dense);
      case Layer.Conv2d conv -> Windows.conv2d(node, conv, weight(node), bias(node, conv.bias()));
      case Layer.Relu relu -> (x, pass) -> x.getNDArrayInternal().relu();
      case Layer.MaxPool pool -> Windows.maxPool(node, pool);
      case Layer.GlobalMeanPool pool -> (x, pass) -> x.getNDArrayInternal().globalAvgPool();
      case Layer.LocalResponseNormalization norm ->
          new LocalResponse(variables.manager(), norm, node.input().get(0));
      case Layer.BatchNorm norm -> batchNorm(node, norm);
      case Layer.Dropout dropout -> dropout(node);
      case Layer.Flatten flatten -> flatten(node);
      case Layer.Concat concat -> concat(node);
      case Layer.Residual residual -> residual(node);
    };
  }

  private Operation dense(LayerNode node, Layer.Dense dense) {
    NDArray weight = weight(node);
    NDArray bias = bias(node, dense.bias());
    return (x, pass) -> x.getNDArrayInternal().linear(x, weight, bias).head();
  }

  private Operation batchNorm(LayerNode node, Layer.BatchNorm norm) {
    NDArray shift = variable(node, Role.SHIFT);
    NDArray scale =
        norm.scale()
            ? variable(node, Role.SCALE)
            : variables.manager().ones(shift.getShape(), shift.getDataType());
    return new BatchNorm(
        norm,
        scale,
        shift,
        variable(node, Role.RUNNING_MEAN),
        variable(node, Role.RUNNING_VARIANCE));
  }

  private static Operation dropout(LayerNode node) {
    return (x, pass) -> pass.training() ? x.mul(pass.masks().mask(node, x.getManager())) : x;
  }

  private static Operation flatten(LayerNode node) {
    int features = node.output().get(0);
    return (x, pass) -> x.reshape(new Shape(x.getShape().get(0), features));
  }

  private Operation concat(LayerNode node) {
    List<Operation> branches = node.branches().stream().map(this::compile).toList();
    return (x, pass) -> {
      NDList outputs = new NDList(branches.size());
      branches.forEach(branch -> outputs.add(branch.apply(x, pass)));
      return NDArrays.concat(outputs, 1);
    };
  }

  private Operation residual(LayerNode node) {
    Operation body = compile(node.branches().getFirst());
    Operation shortcut = compile(node.branches().getLast());
    return (x, pass) -> body.apply(x, pass).add(shortcut.apply(x, pass));
  }

  private NDArray weight(LayerNode node) {
    return variable(node, Role.WEIGHT);
  }

  /** Returns the bias, or null, which is how DJL is told that there is none. */
  private NDArray bias(LayerNode node, boolean present) {
    return present ? variable(node, Role.BIAS) : null;
  }

  private NDArray variable(LayerNode node, Role role) {
    return variables.get(node.parameterName(role));
  }
}
