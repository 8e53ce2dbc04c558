package dev.rote.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Consumer;

/**
 * A network: layers that fit together, with everything that follows from them. Shapes, parameter
 * names, initial distributions, counts and FLOPs are derived here once, and no backend computes
 * them again. The last layer's output is the logits of a classifier.
 *
 * @param name as in the suite, such as {@code mlp-1x512}
 * @param input shape of one example, {@code [c, h, w]}
 * @param nodes the layers in order, with their derived shapes and parameters
 */
public record Model(String name, Shape input, List<LayerNode> nodes) {
  public Model {
    requireNonNull(name, "name is null");
    requireNonNull(input, "input is null");
    nodes = List.copyOf(nodes);
  }

  /**
   * Derives a model.
   *
   * @param initializer how the weights of all layers are drawn
   * @throws InvalidModelException if the layers do not fit together
   */
  public static Model of(String name, Shape input, List<Layer> layers, Initializer initializer) {
    return new Model(name, input, new ModelDerivation(name, initializer).derive(input, layers));
  }

  /** Returns the number of classes: the size of the last layer's output. */
  public int classes() {
    return nodes.getLast().output().get(0);
  }

  /** Returns every parameter, running statistics included, in the order of the layers. */
  public List<ParameterSpec> parameters() {
    return allNodes().stream().flatMap(node -> node.parameters().stream()).toList();
  }

  /** Returns every layer, those in branches after the layer that holds them. */
  public List<LayerNode> allNodes() {
    return flatten(nodes);
  }

  /** Returns whether there is a layer of that kind, in a branch or outside. */
  public boolean contains(Class<? extends Layer> kind) {
    return allNodes().stream().anyMatch(node -> kind.isInstance(node.layer()));
  }

  /** Returns how many numbers are trained: what papers call the parameter count. */
  public long trainedParameterCount() {
    return parameters().stream()
        .filter(spec -> spec.role().trained())
        .mapToLong(spec -> spec.shape().size())
        .sum();
  }

  /**
   * Returns the floating-point operations of a prediction, per example. As is usual, the matrix
   * products of dense layers and convolutions are counted, a multiply-add as two and padding as if
   * it were data; the rest is not.
   */
  public long predictionFlops() {
    return allNodes().stream().mapToLong(Model::productFlops).sum();
  }

  /**
   * Returns the floating-point operations of a training step, per example: the prediction's, as
   * many again for the gradient of the weights, and as many again for the gradient of each layer's
   * input where some earlier layer is trained.
   */
  public long trainingFlops() {
    TrainingFlops flops = new TrainingFlops();
    flops.add(nodes, false);
    return flops.total;
  }

  private static final class TrainingFlops {
    private long total;

    /** Adds these layers and returns whether a gradient is wanted for their output. */
    boolean add(List<LayerNode> nodes, boolean gradientWanted) {
      boolean wanted = gradientWanted;
      for (LayerNode node : nodes) {
        total += productFlops(node) * (wanted ? 3 : 2);
        boolean before = wanted;
        boolean within = false;
        for (List<LayerNode> branch : node.branches()) {
          within |= add(branch, before);
        }
        wanted = before | within | node.parameters().stream().anyMatch(p -> p.role().trained());
      }
      return wanted;
    }
  }

  private static long productFlops(LayerNode node) {
    return switch (node.layer()) {
      case Layer.Dense dense -> 2L * node.input().size() * dense.units();
      case Layer.Conv2d conv ->
          2L * node.output().size() * node.input().get(0) * conv.kernel() * conv.kernel();
      case Layer.Relu relu -> 0;
      case Layer.MaxPool pool -> 0;
      case Layer.GlobalMeanPool pool -> 0;
      case Layer.LocalResponseNormalization norm -> 0;
      case Layer.BatchNorm norm -> 0;
      case Layer.Dropout dropout -> 0;
      case Layer.Flatten flatten -> 0;
      case Layer.Concat concat -> 0;
      case Layer.Residual residual -> 0;
    };
  }

  private static List<LayerNode> flatten(List<LayerNode> nodes) {
    return nodes.stream().<LayerNode>mapMulti(Model::flatten).toList();
  }

  private static void flatten(LayerNode node, Consumer<LayerNode> sink) {
    sink.accept(node);
    node.branches().forEach(branch -> branch.forEach(inner -> flatten(inner, sink)));
  }
}
