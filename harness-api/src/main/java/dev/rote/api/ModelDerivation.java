package dev.rote.api;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Walks the layers of a model in order and derives names, shapes and parameters. Used once. */
final class ModelDerivation {
  private final String model;
  private final Initializer initializer;
  private final Map<String, Integer> numbers = new HashMap<>();

  ModelDerivation(String model, Initializer initializer) {
    this.model = model;
    this.initializer = initializer;
  }

  List<LayerNode> derive(Shape input, List<Layer> layers) {
    if (layers.isEmpty()) {
      throw new InvalidModelException("the model " + model + " has no layers");
    }
    List<LayerNode> nodes = sequence(input, layers);
    LayerNode last = nodes.getLast();
    if (last.output().rank() != 1 || last.output().get(0) < 2) {
      throw new InvalidModelException(
          "the last layer of the model %s, %s, gives %s, but the logits of a classifier are [classes] with 2 classes or more: end with a dense layer"
              .formatted(model, last.name(), last.output()));
    }
    return nodes;
  }

  private List<LayerNode> sequence(Shape input, List<Layer> layers) {
    List<LayerNode> nodes = new ArrayList<>();
    Shape shape = input;
    for (Layer layer : layers) {
      LayerNode node = node(shape, layer);
      requireSize(node.name(), node.output());
      nodes.add(node);
      shape = node.output();
    }
    return nodes;
  }

  private LayerNode node(Shape input, Layer layer) {
    return switch (layer) {
      case Layer.Dense dense -> dense(input, dense);
      case Layer.Conv2d conv -> conv2d(input, conv);
      case Layer.Relu relu -> plain(input, layer, "relu", input);
      case Layer.MaxPool pool -> maxPool(input, pool);
      case Layer.GlobalMeanPool pool -> globalMeanPool(input, pool);
      case Layer.LocalResponseNormalization norm -> localResponseNormalization(input, norm);
      case Layer.BatchNorm norm -> batchNorm(input, norm);
      case Layer.Dropout dropout -> plain(input, layer, "dropout", input);
      case Layer.Flatten flatten -> plain(input, layer, "flatten", Shape.of(input.size()));
      case Layer.Concat concat -> concat(input, concat);
      case Layer.Residual residual -> residual(input, residual);
    };
  }

  private LayerNode dense(Shape input, Layer.Dense dense) {
    String name = name("dense");
    if (input.rank() != 1) {
      throw misfit(
          name, "takes features [n], but its input is " + input, "put a flatten before it");
    }
    int fanIn = input.get(0);
    Shape matrix = Shape.of(dense.units(), fanIn);
    requireSize(name, matrix);
    Map<Role, Shape> shapes = new EnumMap<>(Role.class);
    shapes.put(Role.WEIGHT, matrix);
    if (dense.bias()) {
      shapes.put(Role.BIAS, Shape.of(dense.units()));
    }
    Distribution weights = initializer.distribution(fanIn, dense.units());
    return leaf(dense, name, input, Shape.of(dense.units()), specs(name, shapes, weights));
  }

  private LayerNode conv2d(Shape input, Layer.Conv2d conv) {
    String name = name("conv2d");
    requireImage(name, input);
    int channels = input.get(0);
    Shape kernel = Shape.of(conv.filters(), channels, conv.kernel(), conv.kernel());
    int weights = requireSize(name, kernel);
    Map<Role, Shape> shapes = new EnumMap<>(Role.class);
    shapes.put(Role.WEIGHT, kernel);
    if (conv.bias()) {
      shapes.put(Role.BIAS, Shape.of(conv.filters()));
    }
    Distribution distribution =
        initializer.distribution(weights / conv.filters(), weights / channels);
    Shape output = strided(input, conv.filters(), conv.kernel(), conv.stride());
    return leaf(conv, name, input, output, specs(name, shapes, distribution));
  }

  private LayerNode maxPool(Shape input, Layer.MaxPool pool) {
    String name = name("maxPool");
    requireImage(name, input);
    return leaf(
        pool, name, input, strided(input, input.get(0), pool.size(), pool.stride()), List.of());
  }

  private LayerNode globalMeanPool(Shape input, Layer.GlobalMeanPool pool) {
    String name = name("globalMeanPool");
    requireImage(name, input);
    return leaf(pool, name, input, Shape.of(input.get(0)), List.of());
  }

  private LayerNode localResponseNormalization(Shape input, Layer.LocalResponseNormalization norm) {
    String name = name("lrn");
    requireImage(name, input);
    return leaf(norm, name, input, input, List.of());
  }

  private LayerNode batchNorm(Shape input, Layer.BatchNorm norm) {
    String name = name("batchNorm");
    Shape channels = Shape.of(input.get(0));
    Map<Role, Shape> shapes = new EnumMap<>(Role.class);
    if (norm.scale()) {
      shapes.put(Role.SCALE, channels);
    }
    shapes.put(Role.SHIFT, channels);
    shapes.put(Role.RUNNING_MEAN, channels);
    shapes.put(Role.RUNNING_VARIANCE, channels);
    return leaf(norm, name, input, input, specs(name, shapes, new Distribution.Constant(0)));
  }

  private LayerNode concat(Shape input, Layer.Concat concat) {
    String name = name("concat");
    List<List<LayerNode>> branches = new ArrayList<>();
    long channels = 0;
    Shape first = null;
    for (List<Layer> layers : concat.branches()) {
      List<LayerNode> branch = sequence(input, layers);
      Shape output = output(input, branch);
      if (first == null) {
        first = output;
      } else if (!tail(first).equals(tail(output))) {
        throw misfit(
            name,
            "joins branches along their first axis, but branch 1 gives %s and branch %d gives %s"
                .formatted(first, branches.size() + 1, output),
            "make the other axes equal");
      }
      channels += output.get(0);
      branches.add(branch);
    }
    if (channels > Integer.MAX_VALUE) {
      throw misfit(name, "joins " + channels + " channels", "make its branches smaller");
    }
    List<Integer> dimensions = new ArrayList<>(first.dimensions());
    dimensions.set(0, (int) channels);
    return new LayerNode(concat, name, input, new Shape(dimensions), List.of(), branches);
  }

  private LayerNode residual(Shape input, Layer.Residual residual) {
    String name = name("residual");
    List<LayerNode> body = sequence(input, residual.body());
    List<LayerNode> shortcut = sequence(input, residual.shortcut());
    Shape output = output(input, body);
    if (!output.equals(output(input, shortcut))) {
      throw misfit(
          name,
          "adds its body, which gives %s, to its shortcut, which gives %s"
              .formatted(output, output(input, shortcut)),
          "make the two shapes equal");
    }
    return new LayerNode(residual, name, input, output, List.of(), List.of(body, shortcut));
  }

  private LayerNode plain(Shape input, Layer layer, String kind, Shape output) {
    return leaf(layer, name(kind), input, output, List.of());
  }

  private static LayerNode leaf(
      Layer layer, String name, Shape input, Shape output, List<ParameterSpec> parameters) {
    return new LayerNode(layer, name, input, output, parameters, List.of());
  }

  private static List<ParameterSpec> specs(
      String name, Map<Role, Shape> shapes, Distribution weights) {
    List<ParameterSpec> specs = new ArrayList<>();
    shapes.forEach((role, shape) ->
        specs.add(
            new ParameterSpec(
                name + "." + role.suffix(), shape, role, distribution(role, weights))));
    return specs;
  }

  private static Distribution distribution(Role role, Distribution weights) {
    return switch (role) {
      case WEIGHT -> weights;
      case BIAS, SHIFT, RUNNING_MEAN -> new Distribution.Constant(0);
      case SCALE, RUNNING_VARIANCE -> new Distribution.Constant(1);
    };
  }

  private static Shape strided(Shape input, int channels, int window, int stride) {
    return Shape.of(
        channels,
        Padding.same(input.get(1), window, stride).output(),
        Padding.same(input.get(2), window, stride).output());
  }

  private static Shape output(Shape input, List<LayerNode> branch) {
    return branch.isEmpty() ? input : branch.getLast().output();
  }

  private static List<Integer> tail(Shape shape) {
    return shape.dimensions().subList(1, shape.rank());
  }

  /** Returns the number of elements, which an array and a buffer must be able to hold. */
  private int requireSize(String name, Shape shape) {
    try {
      return shape.size();
    } catch (ArithmeticException e) {
      throw misfit(
          name,
          "has a tensor of %s, more than %d elements".formatted(shape, Integer.MAX_VALUE),
          "make it smaller");
    }
  }

  private void requireImage(String name, Shape input) {
    if (input.rank() != 3) {
      throw misfit(
          name,
          "takes images [c, h, w], but its input is " + input,
          "put it before the layer that flattens them");
    }
  }

  private String name(String kind) {
    return kind + numbers.merge(kind, 1, Integer::sum);
  }

  private InvalidModelException misfit(String layer, String what, String remedy) {
    return new InvalidModelException(
        "the layer %s of the model %s %s: %s".formatted(layer, model, what, remedy));
  }
}
