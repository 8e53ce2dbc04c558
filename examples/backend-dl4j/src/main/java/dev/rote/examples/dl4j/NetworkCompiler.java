package dev.rote.examples.dl4j;

import dev.rote.api.DeviceKind;
import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes operators of layers. */
final class NetworkCompiler {
  /** As many as a picture has. */
  private static final int FEW_CHANNELS = 4;

  private final Memory memory;
  private final Variables variables;
  private final DeviceKind device;

  NetworkCompiler(Memory memory, Variables variables, DeviceKind device) {
    this.memory = memory;
    this.variables = variables;
    this.device = device;
  }

  /** Returns these layers, one after the other, at work on an array. */
  Operator compile(List<LayerNode> nodes, INDArray input) {
    List<Operator> operators = new ArrayList<>();
    INDArray x = input;
    for (LayerNode node : nodes) {
      Operator operator = compile(node, x);
      operators.add(operator);
      x = operator.output();
    }
    return new Sequence(operators, input);
  }

  private Operator compile(LayerNode node, INDArray x) {
    return switch (node.layer()) {
      case Layer.Dense dense -> new Dense(memory, variables, node, x);
      case Layer.Conv2d conv -> convolution(node, conv, x);
      case Layer.Relu relu -> new Relu(memory, x);
      case Layer.MaxPool pool -> new MaxPool(memory, node, pool, x);
      case Layer.GlobalMeanPool pool -> new GlobalMeanPool(memory, x);
      case Layer.LocalResponseNormalization norm -> new LocalResponseNormalization(memory, norm, x);
      case Layer.BatchNorm norm -> new BatchNorm(memory, variables, node, norm, x);
      case Layer.Dropout dropout -> new Dropout(memory, node, x);
      case Layer.Flatten flatten -> new Flatten(x);
      case Layer.Concat concat -> new Concat(memory, branches(node, x), x);
      case Layer.Residual residual -> new Residual(memory, branches(node, x), x);
    };
  }

  private Operator convolution(LayerNode node, Layer.Conv2d conv, INDArray x) {
    if (device == DeviceKind.ONEDNN && suitsOneDnn(node.input().get(0), conv)) {
      return new OneDnnConv2d(memory, variables, node, conv, x);
    }
    return new GemmConv2d(memory, variables, node, conv, x);
  }

  /**
   * libnd4j brings every tensor into oneDNN's layout and back, which costs more than it gains where
   * a product is small. And of a stride larger than the kernel it makes a negative padding, and
   * then other windows than it should.
   */
  private static boolean suitsOneDnn(int channels, Layer.Conv2d conv) {
    return channels > FEW_CHANNELS && conv.kernel() > 1 && conv.stride() <= conv.kernel();
  }

  private List<Operator> branches(LayerNode node, INDArray x) {
    return node.branches().stream().map(branch -> compile(branch, x)).toList();
  }
}
