package dev.rote.examples.dl4j;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Padding;
import dev.rote.api.Role;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A convolution as matrix products, image by image: with the windows of an image as the columns of
 * a matrix {@code C}, {@code [c * kernel * kernel, positions]},
 *
 * <pre>{@code
 * y = W C + b,   dW = sum over the images of dy Ct,   dC = Wt dy
 * }</pre>
 *
 * <p>Of a 1x1 convolution with stride 1, the image itself is that matrix. libnd4j's own convolution
 * without cache holds.
 */
final class GemmConv2d extends RecordedOperator {
  private final Layer.Conv2d layer;
  private final Padding vertical;
  private final Padding horizontal;
  private final INDArray kernels;
  private final INDArray kernelGradients;
  private final Optional<Variables.Variable> bias;
  private final boolean pointwise;
  private final INDArray windows;

  GemmConv2d(
      Memory memory, Variables variables, LayerNode node, Layer.Conv2d layer, INDArray input) {
    super(memory, input, memory.array(Shapes.batch(input.size(0), node.output())));
    this.layer = layer;
    vertical = Padding.same(node.input().get(1), layer.kernel(), layer.stride());
    horizontal = Padding.same(node.input().get(2), layer.kernel(), layer.stride());
    kernels = Shapes.rows(variables.get(node, Role.WEIGHT).value());
    kernelGradients = Shapes.rows(variables.get(node, Role.WEIGHT).gradient());
    bias = variables.find(node, Role.BIAS);
    pointwise = layer.kernel() == 1 && layer.stride() == 1;
    windows = windows();
    for (long n = 0; n < input.size(0); n++) {
      INDArray columns = columns(n, forward);
      forward.add(product(kernels, false, columns, false, image(output, n), false));
    }
    bias.ifPresent(b -> {
      INDArray y = Shapes.channels(output);
      INDArray addend = b.value().reshape(1, b.value().length(), 1);
      forward.add(memory.operation("add", List.of(y, addend), List.of(y)));
    });
  }

  /** Returns an array for the windows of one image. */
  private INDArray windows() {
    long kernel = layer.kernel();
    return memory.array(1, input.size(1), kernel, kernel, vertical.output(), horizontal.output());
  }

  @Override
  public boolean trained() {
    return true;
  }

  @Override
  public INDArray connect(INDArray outputGradient, boolean wanted) {
    INDArray inputGradient = memory.like(input);
    INDArray windowGradients = windows();
    for (long n = 0; n < input.size(0); n++) {
      INDArray dy = image(outputGradient, n);
      backward.add(product(dy, false, columns(n, backward), true, kernelGradients, n > 0));
      if (wanted && pointwise) {
        backward.add(product(kernels, true, dy, false, image(inputGradient, n), false));
      } else if (wanted) {
        backward.add(product(kernels, true, dy, false, matrix(windowGradients), false));
        backward.add(fromWindows(windowGradients, inputGradient, n));
      }
    }
    bias.ifPresent(b -> {
      INDArray ofImages = memory.array(outputGradient.size(0), outputGradient.size(1));
      backward.add(
          memory.operation(
              "reduce_sum", List.of(Shapes.channels(outputGradient)), List.of(ofImages), 2));
      backward.add(memory.operation("reduce_sum", List.of(ofImages), List.of(b.gradient()), 0));
    });
    return inputGradient;
  }

  /**
   * Returns the matrix C of an image, once the operations, of which some may be added, have run.
   */
  private INDArray columns(long n, List<Runnable> operations) {
    if (pointwise) {
      return image(input, n);
    }
    operations.add(toWindows(n));
    return matrix(windows);
  }

  /**
   * What lies outside of the image is 0; the padding at the end follows from the windows' shape.
   */
  private NativeOp toWindows(long n) {
    return memory.operation(
        "im2col",
        List.of(slice(input, n)),
        List.of(windows),
        layer.kernel(),
        layer.kernel(),
        layer.stride(),
        layer.stride(),
        vertical.before(),
        horizontal.before(),
        1,
        1,
        Shapes.SAME_PADDING);
  }

  private NativeOp fromWindows(INDArray windowGradients, INDArray inputGradient, long n) {
    return memory.operation(
        "col2im",
        List.of(windowGradients),
        List.of(slice(inputGradient, n)),
        layer.stride(),
        layer.stride(),
        vertical.before(),
        horizontal.before(),
        input.size(2),
        input.size(3),
        1,
        1,
        0);
  }

  private NativeOp product(
      INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c, boolean add) {
    return memory.operation(
        "matmul",
        List.of(a, b),
        List.of(c),
        new double[] {1, add ? 1 : 0},
        transposeA ? 1 : 0,
        transposeB ? 1 : 0,
        0);
  }

  private static INDArray matrix(INDArray windows) {
    long positions = windows.size(4) * windows.size(5);
    return windows.reshape(windows.length() / positions, positions);
  }

  private static INDArray image(INDArray images, long n) {
    return Shapes.channels(images)
        .get(NDArrayIndex.point(n), NDArrayIndex.all(), NDArrayIndex.all());
  }

  private static INDArray slice(INDArray images, long n) {
    INDArrayIndex all = NDArrayIndex.all();
    return images.get(NDArrayIndex.interval(n, n + 1), all, all, all);
  }
}
