package dev.rote.examples.dl4j;

import dev.rote.api.DeviceKind;
import dev.rote.api.DeviceUnavailableException;
import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Padding;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes operators of layers. */
final class NetworkCompiler {
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
    return switch (device) {
      case CPU -> new GemmConv2d(memory, variables, node, conv, x);
      case ONEDNN -> oneDnnConvolution(node, conv, x);
      case CUDA -> throw new DeviceUnavailableException(Natives.NO_GPU);
    };
  }

  /**
   * A stride larger than the kernel leaves rows and columns at the end that no window sees. libnd4j
   * computes a negative padding for them, and then other windows than it should.
   */
  private Operator oneDnnConvolution(LayerNode node, Layer.Conv2d conv, INDArray x) {
    int height = seen(node.input().get(1), conv);
    int width = seen(node.input().get(2), conv);
    if (height == node.input().get(1) && width == node.input().get(2)) {
      return new Conv2d(memory, variables, node, conv, x);
    }
    Operator crop = new Crop(memory, x, height, width);
    return new Sequence(List.of(crop, new Conv2d(memory, variables, node, conv, crop.output())), x);
  }

  private static int seen(int input, Layer.Conv2d conv) {
    int output = Padding.same(input, conv.kernel(), conv.stride()).output();
    return Math.min(input, (output - 1) * conv.stride() + conv.kernel());
  }

  private List<Operator> branches(LayerNode node, INDArray x) {
    return node.branches().stream().map(branch -> compile(branch, x)).toList();
  }
}
