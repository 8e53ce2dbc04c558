package dev.rote.backend.onnx.graph;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Padding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A run of layers that is computed in the layout {@code [n, h, w, c]}: a max-pool, a rectifier that
 * may come before it, and the layers after it that know this layout too.
 *
 * <p>It is the layout in which oneDNN's convolutions give their results, so that getting there is a
 * copy, and in it a step along height or width goes over a whole row of channels, so that
 * neighbours are compared many at a time. ONNX Runtime's own max-pool compares one number at a time
 * if it is to say where the maxima are.
 */
final class ChannelsLast {
  private final Tape tape;
  private final List<LayerNode> nodes;

  private ChannelsLast(Tape tape, List<LayerNode> nodes) {
    this.tape = tape;
    this.nodes = nodes;
  }

  /**
   * Returns the run that these layers begin with, which is empty if they begin with something else,
   * if the graph's strategy is another or if nobody asks where the maxima of x are.
   */
  static ChannelsLast from(Tape tape, List<LayerNode> nodes, Tensor x) {
    boolean channelsLast = tape.graph().strategy().maxPools() == Strategy.MaxPools.CHANNELS_LAST;
    boolean usable = channelsLast && tape.wanted(x);
    return new ChannelsLast(tape, usable ? nodes.subList(0, length(nodes)) : List.of());
  }

  private static int length(List<LayerNode> nodes) {
    int pool = nodes.getFirst().layer() instanceof Layer.Relu ? 1 : 0;
    if (pool == nodes.size() || !(nodes.get(pool).layer() instanceof Layer.MaxPool)) {
      return 0;
    }
    int length = pool + 1;
    while (length < nodes.size() && known(nodes.get(length).layer())) {
      length++;
    }
    return length;
  }

  private static boolean known(Layer layer) {
    return layer instanceof Layer.MaxPool
        || layer instanceof Layer.Relu
        || layer instanceof Layer.LocalResponseNormalization;
  }

  /** Returns how many layers the run has. */
  int length() {
    return nodes.size();
  }

  /**
   * Returns the output of the run, {@code [n, c, h, w]} as its input.
   *
   * @param input {@code [n, c, h, w]}
   */
  Tensor apply(Tensor input) {
    Tensor x = transpose(input, new long[] {0, 2, 3, 1}, new long[] {0, 3, 1, 2});
    for (LayerNode node : ordered()) {
      Tensor last = x;
      x = tape.graph().within(node, () -> layer(node.layer(), last));
    }
    return transpose(x, new long[] {0, 3, 1, 2}, new long[] {0, 2, 3, 1});
  }

  /**
   * Returns the layers in the order in which they are computed: a rectifier goes behind the
   * max-pool that follows it, where there are fewer values. The maximum is the same, and so is its
   * place unless it is 0, where the rectifier lets no gradient through.
   */
  private List<LayerNode> ordered() {
    List<LayerNode> ordered = new ArrayList<>(nodes);
    for (int i = 1; i < ordered.size(); i++) {
      if (ordered.get(i - 1).layer() instanceof Layer.Relu
          && ordered.get(i).layer() instanceof Layer.MaxPool) {
        Collections.swap(ordered, i - 1, i);
      }
    }
    return ordered;
  }

  private Tensor layer(Layer layer, Tensor x) {
    return switch (layer) {
      case Layer.MaxPool pool -> max(x, pool);
      case Layer.Relu relu -> Rectifier.apply(tape, x);
      case Layer.LocalResponseNormalization norm -> LocalResponse.applyChannelsLast(tape, x, norm);
      case Layer other -> throw new IllegalArgumentException(other + " is in no such run");
    };
  }

  /**
   * Maximum over windows with SAME padding: along the rows, then along the columns of those maxima.
   * In the first row that has the maximum, the first one is the first of the window in row order.
   *
   * @param x {@code [n, h, w, c]}
   */
  private Tensor max(Tensor x, Layer.MaxPool pool) {
    Graph graph = tape.graph();
    long count = x.extent(0);
    long height = x.extent(1);
    long width = x.extent(2);
    long channels = x.extent(3);
    Padding vertical = Padding.same((int) height, pool.size(), pool.stride());
    Padding horizontal = Padding.same((int) width, pool.size(), pool.stride());
    Tensor rows = graph.reshape(x, count * height, width, channels);
    LineMaximum alongRows = new LineMaximum(graph, rows, pool, horizontal);
    Tensor columns =
        graph.reshape(alongRows.maxima(), count, height, horizontal.output() * channels);
    LineMaximum alongColumns = new LineMaximum(graph, columns, pool, vertical);
    Tensor y =
        graph.reshape(
            alongColumns.maxima(), count, vertical.output(), horizontal.output(), channels);
    return tape.record(
        y,
        List.of(x),
        dy -> {
          Tensor ofMaxima = graph.reshape(dy, alongColumns.maxima().shape());
          Tensor ofColumns = alongColumns.gradient(ofMaxima);
          Tensor ofRows = graph.reshape(ofColumns, alongRows.maxima().shape());
          tape.add(x, graph.reshape(alongRows.gradient(ofRows), x.shape()));
        });
  }

  private Tensor transpose(Tensor x, long[] order, long[] inverse) {
    Graph graph = tape.graph();
    return tape.record(
        graph.transpose(x, order), List.of(x), dy -> tape.add(x, graph.transpose(dy, inverse)));
  }
}
