package dev.rote.backend.onnx.graph;

import dev.rote.api.Layer;
import dev.rote.api.Padding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Maximum over windows along the middle axis of {@code [outer, extent, inner]}, in operators that
 * work on whole rows of the inner axis. The gradient of a window goes to its first maximum: it is
 * handed from element to element of the window, and whatever is less than the maximum passes it on.
 */
final class LineMaximum {
  private static final int AXIS = 1;
  private static final float PADDING = Float.NEGATIVE_INFINITY;

  private final Graph graph;
  private final Tensor x;
  private final int size;
  private final int stride;
  private final Padding padding;
  private final List<Tensor> elements = new ArrayList<>();
  private final Tensor maxima;

  /**
   * Puts the maxima into the graph.
   *
   * @param x {@code [outer, extent, inner]}
   * @param pool has the size of the windows and the stride between them
   * @param padding counts as minus infinity
   */
  LineMaximum(Graph graph, Tensor x, Layer.MaxPool pool, Padding padding) {
    this.graph = graph;
    this.x = x;
    this.size = pool.size();
    this.stride = pool.stride();
    this.padding = padding;
    for (int i = 0; i < size; i++) {
      elements.add(element(i));
    }
    maxima = graph.node("Max").inputs(elements.toArray(Tensor[]::new)).output(elements.getFirst());
  }

  /** Returns the maxima, {@code [outer, windows, inner]}. */
  Tensor maxima() {
    return maxima;
  }

  /** Returns the gradient of x. */
  Tensor gradient(Tensor dy) {
    List<Tensor> shares = shares(dy);
    long blocks = Math.ceilDiv(padding.before() + x.extent(AXIS), stride);
    Tensor[] phases =
        IntStream.range(0, stride).mapToObj(i -> phase(shares, i, blocks)).toArray(Tensor[]::new);
    Tensor interleaved =
        graph
            .node("Concat")
            .inputs(phases)
            .integer("axis", 2)
            .output(ElementType.FLOAT, x.extent(0), blocks, stride * x.extent(2));
    Tensor padded = graph.reshape(interleaved, x.extent(0), blocks * stride, x.extent(2));
    long after = blocks * stride - padding.before() - x.extent(AXIS);
    return resized(padded, -padding.before(), -after, 0);
  }

  /** Returns the i-th element of every window. */
  private Tensor element(int i) {
    int windows = padding.output();
    long first = i - padding.before();
    long last = first + (long) (windows - 1) * stride;
    long before = Math.ceilDiv(Math.max(-first, 0), stride);
    long after = Math.ceilDiv(Math.max(last - x.extent(AXIS) + 1, 0), stride);
    long inside = windows - before - after;
    if (inside < 1) {
      Tensor shape = graph.integers(x.extent(0), windows, x.extent(2));
      return graph
          .node("Expand")
          .inputs(graph.scalar(PADDING), shape)
          .output(ElementType.FLOAT, x.extent(0), windows, x.extent(2));
    }
    if (i >= stride && after > 0) {
      // That of the next window, which is there already, and nothing after the last one.
      return resized(elements.get(i - stride), -1, 1, PADDING);
    }
    Tensor values =
        graph
            .node("Slice")
            .inputs(
                x,
                graph.integers(first + before * stride),
                graph.integers(last - after * stride + 1),
                graph.integers(AXIS),
                graph.integers(stride))
            .output(ElementType.FLOAT, x.extent(0), inside, x.extent(2));
    return resized(values, before, after, PADDING);
  }

  /** Returns what of its gradient every window gives to its first element, its second, .... */
  private List<Tensor> shares(Tensor dy) {
    List<Tensor> shares = new ArrayList<>();
    Tensor rest = dy;
    for (Tensor element : elements.subList(0, size - 1)) {
      Tensor shortfall = graph.binary("Sub", maxima, element);
      Tensor passedOn = graph.node(Kernels.DOMAIN, "ReluGrad").inputs(rest, shortfall).output(rest);
      shares.add(graph.binary("Sub", rest, passedOn));
      rest = passedOn;
    }
    shares.add(rest);
    return shares;
  }

  /** Returns the gradient of every stride-th element of padded x, from the i-th one on. */
  private Tensor phase(List<Tensor> shares, int i, long blocks) {
    return IntStream.iterate(i, j -> j < size, j -> j + stride)
        .mapToObj(
            j -> resized(shares.get(j), j / stride, blocks - padding.output() - j / stride, 0))
        .reduce((sum, more) -> graph.binary("Add", sum, more))
        .orElseThrow();
  }

  /** Adds so many values before and after all others, or removes them if the number is negative. */
  private Tensor resized(Tensor values, long before, long after, float value) {
    if (before == 0 && after == 0) {
      return values;
    }
    return graph
        .node("Pad")
        .inputs(values, graph.integers(0, before, 0, 0, after, 0), graph.scalar(value))
        .output(
            ElementType.FLOAT,
            values.extent(0),
            values.extent(AXIS) + before + after,
            values.extent(2));
  }
}
