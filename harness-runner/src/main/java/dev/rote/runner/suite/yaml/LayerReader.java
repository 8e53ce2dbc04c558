package dev.rote.runner.suite.yaml;

import static java.util.stream.Collectors.joining;

import dev.rote.api.Layer;
import dev.rote.runner.suite.yaml.Node.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a list of layers. Composite layers are expanded here, so that no backend ever sees one: a
 * convolution module is what the model's key {@code convolution} says, an inception and a
 * downsample are those of Zhang et al. 2016, appendix A.
 */
final class LayerReader {
  /** Layers without arguments, which are written as their bare names. */
  static final Map<String, Layer> PLAIN =
      Map.of(
          "flatten", new Layer.Flatten(),
          "relu", new Layer.Relu(),
          "globalMeanPool", new Layer.GlobalMeanPool());

  /** Far beyond any network's, and small enough that sizes computed from it do not overflow. */
  static final int MOST_UNITS = 65_536;

  static final int MOST_PIXELS = 255;

  private final Optional<Convolution> convolution;

  /**
   * @param convolution what a convolution module is, or empty if the model does not say
   */
  LayerReader(Optional<Convolution> convolution) {
    this.convolution = convolution;
  }

  /**
   * What stands behind a convolution in a module.
   *
   * @param batchNorm between convolution and rectifier; without one the convolution has a bias
   */
  record Convolution(Optional<Layer.BatchNorm> batchNorm) {
    static Convolution read(Field field) {
      Field norm = Fields.of(field, Form.CONVOLUTION).get("batchNorm");
      if (norm.node() instanceof Node.Mapping) {
        return new Convolution(Optional.of(LayerReader.batchNorm(norm)));
      }
      if (norm.scalar(Kind.TRUTH).isEmpty()) {
        throw norm.mustBe(
            "true, false, or " + Form.BATCH_NORM.description(), Spelling.ofTruth(norm.node()));
      }
      return new Convolution(norm.truth() ? Optional.of(DEFAULT_BATCH_NORM) : Optional.empty());
    }

    List<Layer> module(int filters, int kernel, int stride) {
      Layer.Conv2d conv = new Layer.Conv2d(filters, kernel, stride, batchNorm.isEmpty());
      return Stream.of(
              Stream.of(conv),
              batchNorm.<Layer>map(norm -> norm).stream(),
              Stream.of(new Layer.Relu()))
          .<Layer>flatMap(layers -> layers)
          .toList();
    }
  }

  private static final Layer.BatchNorm DEFAULT_BATCH_NORM = new Layer.BatchNorm(1e-5f, 0.9f, false);

  /** Returns the layers of a list; there may be more or fewer than it has items. */
  List<Layer> read(Field list) {
    List<Layer> layers = new ArrayList<>();
    list.items().forEach(item -> layers.addAll(layer(new Field("a layer", item.node()))));
    return layers;
  }

  private List<Layer> layer(Field field) {
    Optional<String> name = field.scalar(Kind.TEXT);
    if (name.isPresent()) {
      return List.of(plain(field, name.get()));
    }
    if (!(field.node() instanceof Node.Mapping mapping)) {
      throw field.mustBe("one of " + allNames() + ", as in 'relu' or '{dense: 10}'");
    }
    mapping.entries().forEach(LayerReader::refuseArgumentsOfPlainLayer);
    Fields fields = Fields.of(field, Form.LAYER);
    if (fields.keys().size() != 1) {
      throw field.mustBe("a single key, its kind: start each layer with its own '-'");
    }
    String kind = fields.keys().iterator().next();
    return layer(kind, fields.get(kind));
  }

  private static void refuseArgumentsOfPlainLayer(String name, Node.Entry entry) {
    if (PLAIN.containsKey(name)) {
      throw entry.location().error("%s has no arguments: write '- %s'".formatted(name, name));
    }
  }

  private static Layer plain(Field field, String name) {
    Layer layer = PLAIN.get(name);
    if (layer != null) {
      return layer;
    }
    if (Form.LAYER.keys().contains(name)) {
      throw field.error("%s needs arguments: write '{%s: ...}'".formatted(name, name));
    }
    throw field.mustBe("one of " + allNames() + NearestName.suggestion(name, names().toList()));
  }

  private static String allNames() {
    return names().collect(joining(", "));
  }

  private static Stream<String> names() {
    return Stream.concat(PLAIN.keySet().stream().sorted(), Form.LAYER.keys().stream());
  }

  private List<Layer> layer(String kind, Field field) {
    return switch (kind) {
      case "dense" -> List.of(dense(field));
      case "conv2d" -> List.of(conv2d(field));
      case "maxPool" -> List.of(maxPool(field));
      case "lrn" -> List.of(localResponseNormalization(field));
      case "batchNorm" -> List.of(batchNorm(field));
      case "dropout" -> List.of(new Layer.Dropout(field.single(Interval.BELOW_ONE)));
      case "concat" -> List.of(concat(field));
      case "residual" -> List.of(residual(field));
      case "convModule" -> convModule(field);
      case "inception" -> List.of(inception(field));
      case "downsample" -> List.of(downsample(field));
      default -> throw new IllegalArgumentException("no layer is called " + kind);
    };
  }

  private static Layer dense(Field field) {
    if (field.scalar(Kind.WHOLE_NUMBER).isPresent()) {
      return new Layer.Dense(field.integer(1, MOST_UNITS), true);
    }
    if (!(field.node() instanceof Node.Mapping)) {
      throw field.mustBe(
          "a whole number from 1 to %d, or %s".formatted(MOST_UNITS, Form.DENSE.description()),
          Spelling.ofNumber(field.node(), value -> Field.isWhole(value, 1, MOST_UNITS)));
    }
    Fields fields = Fields.of(field, Form.DENSE);
    return new Layer.Dense(
        fields.get("units").integer(1, MOST_UNITS),
        fields.find("bias").map(Field::truth).orElse(true));
  }

  private static Layer conv2d(Field field) {
    Fields fields = Fields.of(field, Form.CONV2D);
    return new Layer.Conv2d(
        filters(fields),
        kernel(fields),
        stride(fields),
        fields.find("bias").map(Field::truth).orElse(true));
  }

  private static int filters(Fields fields) {
    return fields.get("filters").integer(1, MOST_UNITS);
  }

  private static int kernel(Fields fields) {
    return fields.get("kernel").integer(1, MOST_PIXELS);
  }

  private static int stride(Fields fields) {
    return fields.find("stride").map(field -> field.integer(1, MOST_PIXELS)).orElse(1);
  }

  private static Layer maxPool(Field field) {
    Fields fields = Fields.of(field, Form.MAX_POOL);
    int size = fields.get("size").integer(1, MOST_PIXELS);
    return new Layer.MaxPool(size, fields.get("stride").integer(1, size, "the size"));
  }

  private static Layer localResponseNormalization(Field field) {
    Fields fields = Fields.of(field, Form.LRN);
    return new Layer.LocalResponseNormalization(
        fields.get("radius").integer(0, MOST_UNITS),
        fields.get("bias").single(Interval.POSITIVE),
        fields.get("alpha").quotient(Interval.NOT_NEGATIVE),
        fields.get("beta").single(Interval.POSITIVE));
  }

  private static Layer.BatchNorm batchNorm(Field field) {
    Fields fields = Fields.of(field, Form.BATCH_NORM);
    return new Layer.BatchNorm(
        fields
            .find("epsilon")
            .map(value -> value.single(Interval.POSITIVE))
            .orElse(DEFAULT_BATCH_NORM.epsilon()),
        fields
            .find("decay")
            .map(value -> value.single(Interval.BELOW_ONE))
            .orElse(DEFAULT_BATCH_NORM.decay()),
        fields.find("scale").map(Field::truth).orElse(DEFAULT_BATCH_NORM.scale()));
  }

  private Layer concat(Field field) {
    List<Field> branches = field.items();
    if (branches.size() < 2) {
      throw field.error(
          "concat has a list of %d, allowed are 2 branches or more".formatted(branches.size()));
    }
    return new Layer.Concat(
        branches.stream().map(branch -> read(new Field("a branch", branch.node()))).toList());
  }

  private Layer residual(Field field) {
    Fields fields = Fields.of(field, Form.RESIDUAL);
    Field body = fields.get("body");
    body.oneOrMoreItems();
    return new Layer.Residual(
        read(body), fields.find("shortcut").map(this::read).orElse(List.of()));
  }

  private List<Layer> convModule(Field field) {
    Fields fields = Fields.of(field, Form.CONV_MODULE);
    return modules(field).module(filters(fields), kernel(fields), stride(fields));
  }

  /** Two convolution modules side by side, 1x1 and 3x3. */
  private Layer inception(Field field) {
    List<Field> filters = field.items();
    if (filters.size() != 2) {
      throw field.error(
          "inception has a list of %d, allowed are 2 numbers, the filters of its 1x1 and of its 3x3 convolution"
              .formatted(filters.size()));
    }
    Convolution modules = modules(field);
    return new Layer.Concat(
        List.of(
            modules.module(filters.get(0).integer(1, MOST_UNITS), 1, 1),
            modules.module(filters.get(1).integer(1, MOST_UNITS), 3, 1)));
  }

  /** A 3x3 convolution module and a 3x3 max-pool side by side, both with stride 2. */
  private Layer downsample(Field field) {
    return new Layer.Concat(
        List.of(
            modules(field).module(field.integer(1, MOST_UNITS), 3, 2),
            List.of(new Layer.MaxPool(3, 2))));
  }

  private Convolution modules(Field field) {
    return convolution.orElseThrow(() ->
        field.error(
            "%s is made of convolution modules, but the model does not say what those are: add the key 'convolution' to it, as in 'convolution: {batchNorm: true}'"
                .formatted(field.name())));
  }
}
