package dev.rote.backend.tf;

import dev.rote.api.DeviceKind;
import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adds the layers of a model to a graph, and says how the gradient goes back through each. The
 * chain rule is applied here, layer by layer, instead of to the whole network by TensorFlow, one of
 * whose gradients is wrong and cannot be replaced: see {@link Normalizations#localResponse}.
 */
final class NetworkCompiler {
  private final NetworkCopy copy;
  private final Ops tf;
  private final Windows windows;
  private final Normalizations normalizations;

  /**
   * @param device what the graph runs on
   */
  NetworkCompiler(NetworkCopy copy, DeviceKind device) {
    this.copy = copy;
    tf = copy.tf();
    windows = new Windows(copy, device);
    normalizations = new Normalizations(copy);
  }

  /** Returns the logits {@code [n, classes]} of images {@code [n, h, w, c]}. */
  Forward logits(List<LayerNode> nodes, Signal images) {
    return branch(nodes, images);
  }

  /** Adds layers, one after the other. */
  private Forward sequence(List<LayerNode> nodes, Signal input) {
    Deque<Forward.Backward> backwards = new ArrayDeque<>();
    Signal signal = input;
    for (LayerNode node : nodes) {
      Forward layer = layer(node, signal);
      backwards.push(layer.backward());
      signal = layer.output();
    }
    return new Forward(signal, gradient -> through(backwards, gradient));
  }

  private static Optional<Operand<TFloat32>> through(
      Deque<Forward.Backward> backwards, Operand<TFloat32> gradient) {
    Optional<Operand<TFloat32>> current = Optional.of(gradient);
    for (Forward.Backward backward : backwards) {
      current = current.flatMap(backward::apply);
    }
    return current;
  }

  private Forward layer(LayerNode node, Signal x) {
    return switch (node.layer()) {
      case Layer.Dense dense -> dense(node, x);
      case Layer.Conv2d conv -> windows.conv2d(node, conv, x);
      case Layer.Relu relu -> relu(x);
      case Layer.MaxPool pool -> windows.maxPool(node, pool, x);
      case Layer.GlobalMeanPool pool -> windows.globalMeanPool(node, x);
      case Layer.LocalResponseNormalization norm -> normalizations.localResponse(norm, x);
      case Layer.BatchNorm norm -> normalizations.batchNorm(node, norm, x);
      case Layer.Dropout dropout -> dropout(node, x);
      case Layer.Flatten flatten -> flatten(x);
      case Layer.Concat concat -> concat(node, x);
      case Layer.Residual residual -> residual(node, x);
    };
  }

  private Forward dense(LayerNode node, Signal x) {
    int inputs = node.input().get(0);
    int units = node.output().get(0);
    Operand<TFloat32> weight =
        copy.parameter(node, Role.WEIGHT, x.order(units), Shape.of(inputs, units)).orElseThrow();
    Operand<TFloat32> product = tf.linalg.matMul(x.value(), weight);
    Operand<TFloat32> y =
        copy.parameter(node, Role.BIAS, ChannelsLast.vector(units), Shape.of(units))
            .<Operand<TFloat32>>map(bias -> tf.nn.biasAdd(product, bias))
            .orElse(product);
    return new Forward(
        Signal.features(y, units, true), gradient -> copy.differentiate(node, x, y, gradient));
  }

  private Forward relu(Signal x) {
    Operand<TFloat32> y = tf.nn.relu(x.value());
    // TensorFlow's own gradient looks at the input. The output has the same sign, and without
    // another use the input's memory becomes the output's.
    return new Forward(x.with(y), gradient -> Optional.of(tf.nn.reluGrad(gradient, y)));
  }

  private Forward dropout(LayerNode node, Signal x) {
    return copy.masks().map(masks -> masked(x, masks.mask(node, x))).orElseGet(() -> identity(x));
  }

  private Forward masked(Signal x, Operand<TFloat32> mask) {
    return new Forward(
        x.with(tf.math.mul(x.value(), mask)), gradient -> Optional.of(tf.math.mul(gradient, mask)));
  }

  private Forward flatten(Signal x) {
    if (x.flat()) {
      return identity(x);
    }
    int features = x.shape().size();
    Signal y =
        new Signal(
            tf.reshape(x.value(), tf.array(-1, features)), x.shape(), true, x.differentiable());
    return new Forward(
        y,
        gradient ->
            Optional.of(tf.reshape(gradient, tf.array(-1, x.height(), x.width(), x.channels()))));
  }

  private Forward concat(LayerNode node, Signal x) {
    List<Forward> branches = branches(node, x);
    List<Operand<TFloat32>> outputs =
        branches.stream().map(branch -> branch.output().value()).toList();
    boolean flat = node.output().rank() == 1;
    int axis = flat ? 1 : 3;
    Operand<TFloat32> y = tf.concat(outputs, tf.constant(axis));
    return new Forward(
        joined(node, y, branches),
        gradient -> {
          int[] sizes = branches.stream().mapToInt(branch -> channels(branch.output())).toArray();
          List<Operand<TFloat32>> parts = split(gradient, sizes, axis);
          List<Optional<Operand<TFloat32>>> back = new ArrayList<>();
          for (int i = 0; i < sizes.length; i++) {
            back.add(backward(branches.get(i), parts.get(i)));
          }
          return sum(x, back);
        });
  }

  private static int channels(Signal signal) {
    return signal.flat() ? signal.shape().size() : signal.channels();
  }

  private List<Operand<TFloat32>> split(Operand<TFloat32> gradient, int[] sizes, int axis) {
    return List.copyOf(
        tf.splitV(gradient, tf.constant(sizes), tf.constant(axis), (long) sizes.length).output());
  }

  private Forward residual(LayerNode node, Signal x) {
    List<Forward> branches = branches(node, x);
    Operand<TFloat32> y =
        tf.math.add(branches.get(0).output().value(), branches.get(1).output().value());
    return new Forward(
        joined(node, y, branches),
        gradient -> sum(x, branches.stream().map(branch -> backward(branch, gradient)).toList()));
  }

  private List<Forward> branches(LayerNode node, Signal x) {
    return node.branches().stream().map(branch -> branch(branch, x)).toList();
  }

  private static Signal joined(LayerNode node, Operand<TFloat32> y, List<Forward> branches) {
    boolean differentiable = branches.stream().anyMatch(branch -> branch.output().differentiable());
    return node.output().rank() == 1
        ? Signal.features(y, node.output().get(0), differentiable)
        : new Signal(y, node.output(), false, differentiable);
  }

  private static Optional<Operand<TFloat32>> backward(Forward branch, Operand<TFloat32> gradient) {
    return branch.output().differentiable() ? branch.backward().apply(gradient) : Optional.empty();
  }

  private Optional<Operand<TFloat32>> sum(Signal x, List<Optional<Operand<TFloat32>>> gradients) {
    return gradients.stream()
        .flatMap(Optional::stream)
        .reduce((left, right) -> tf.math.add(left, right))
        .filter(sum -> x.differentiable());
  }

  /** Adds layers whose output, if it is features, is in the order of the world outside. */
  private Forward branch(List<LayerNode> nodes, Signal x) {
    Forward forward = sequence(nodes, x);
    if (!forward.output().permuted()) {
      return forward;
    }
    Forward canonical = canonical(forward.output());
    return new Forward(
        canonical.output(),
        gradient -> canonical.backward().apply(gradient).flatMap(forward.backward()::apply));
  }

  private Forward canonical(Signal x) {
    int features = x.shape().size();
    Operand<TFloat32> image =
        tf.reshape(x.value(), tf.array(-1, x.height(), x.width(), x.channels()));
    Operand<TFloat32> y =
        tf.reshape(tf.linalg.transpose(image, tf.array(0, 3, 1, 2)), tf.array(-1, features));
    return new Forward(
        Signal.features(y, features, x.differentiable()),
        gradient -> {
          Operand<TFloat32> channelsFirst =
              tf.reshape(gradient, tf.array(-1, x.channels(), x.height(), x.width()));
          Operand<TFloat32> channelsLast = tf.linalg.transpose(channelsFirst, tf.array(0, 2, 3, 1));
          return Optional.of(tf.reshape(channelsLast, tf.array(-1, features)));
        });
  }

  private static Forward identity(Signal x) {
    return new Forward(x, Optional::of);
  }
}
