package dev.rote.backend.tf;

import dev.rote.api.DeviceKind;
import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Role;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Convolutions and pools. TensorFlow's SAME padding is the harness's. */
final class Windows {
  private static final String SAME = "SAME";

  private final NetworkCopy copy;
  private final Ops tf;
  private final DeviceKind device;

  /**
   * @param device what the graph runs on
   */
  Windows(NetworkCopy copy, DeviceKind device) {
    this.copy = copy;
    tf = copy.tf();
    this.device = device;
  }

  Forward conv2d(LayerNode node, Layer.Conv2d conv, Signal x) {
    int filters = conv.filters();
    int size = conv.kernel();
    ChannelsLast order = new ChannelsLast(filters, x.channels(), size, size);
    Shape shape = Shape.of(size, size, x.channels(), filters);
    Operand<TFloat32> kernel = copy.parameter(node, Role.WEIGHT, order, shape).orElseThrow();
    List<Long> strides = List.of(1L, (long) conv.stride(), (long) conv.stride(), 1L);
    Operand<TFloat32> product = tf.nn.conv2d(x.value(), kernel, strides, SAME);
    Operand<TFloat32> y =
        copy.parameter(node, Role.BIAS, ChannelsLast.vector(filters), Shape.of(filters))
            .<Operand<TFloat32>>map(bias -> tf.nn.biasAdd(product, bias))
            .orElse(product);
    return new Forward(
        new Signal(y, node.output(), false, true),
        gradient ->
            switch (device) {
              case CPU, CUDA -> copy.differentiate(node, x, y, gradient);
              case ONEDNN -> {
                copy.differentiate(node, x.asConstant(), y, gradient);
                yield oneDnnInputGradient(conv, x, kernel, gradient);
              }
            });
  }

  private Optional<Operand<TFloat32>> oneDnnInputGradient(
      Layer.Conv2d conv, Signal x, Operand<TFloat32> kernel, Operand<TFloat32> gradient) {
    return x.differentiable()
        ? Optional.of(new OneDnnInputGradient(tf).of(conv, x, kernel, gradient))
        : Optional.empty();
  }

  Forward maxPool(LayerNode node, Layer.MaxPool pool, Signal x) {
    long[] window = {1, pool.size(), pool.size(), 1};
    long[] strides = {1, pool.stride(), pool.stride(), 1};
    // TensorFlow-Java offers MaxPoolV2, which oneDNN's kernels do not replace.
    Operand<TFloat32> y =
        tf.scope()
            .opBuilder("MaxPool", "MaxPool")
            .addInput(x.value().asOutput())
            .setAttr("ksize", window)
            .setAttr("strides", strides)
            .setAttr("padding", SAME)
            .build()
            .output(0);
    return new Forward(
        new Signal(y, node.output(), false, x.differentiable()),
        gradient -> copy.differentiate(node, x, y, gradient));
  }

  Forward globalMeanPool(LayerNode node, Signal x) {
    Operand<TFloat32> y = tf.math.mean(x.value(), tf.array(1, 2));
    return new Forward(
        Signal.features(y, x.channels(), x.differentiable()),
        gradient -> copy.differentiate(node, x, y, gradient));
  }
}
