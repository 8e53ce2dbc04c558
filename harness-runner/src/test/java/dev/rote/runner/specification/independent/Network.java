package dev.rote.runner.specification.independent;

import dev.rote.runner.specification.independent.Tape.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sections "Models", "Dropout masks" and "A step". */
final class Network {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode model;
  private final long seed;
  private final List<Tensor> tensors = new ArrayList<>();
  private final List<Node> layers = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Node> network;

  /** A parameter; {@code values} are those of the running step. */
  static final class Tensor {
    final String name;
    final int[] shape;
    final float[] initial;
    private final String role;
    private final double[] numbers;
    private final double[] velocity;
    private Value[] values;

    private Tensor(String layer, String role, int[] shape, float[] initial) {
      this.name = layer + "." + role;
      this.role = role;
      this.shape = shape;
      this.initial = initial;
      numbers = IntStream.range(0, initial.length).mapToDouble(i -> initial[i]).toArray();
      velocity = new double[initial.length];
    }

    private boolean trained() {
      return !role.startsWith("running");
    }
  }

  /** A layer in its place; {@code own} are its tensors. */
  private record Node(
      String kind,
      String name,
      int place,
      JsonNode arguments,
      int[] in,
      int[] out,
      Map<String, Tensor> own,
      List<List<Node>> branches) {}

  /** What a mask depends on; in evaluation there is none. */
  private record Pass(Tape tape, boolean training, int epoch, int step) {}

  Network(JsonNode model, int[] input, long seed) {
    this.model = model;
    this.seed = seed;
    network = sequence(expanded(model.get("layers")), input);
  }

  List<Tensor> tensors() {
    return tensors;
  }

  private List<JsonNode> expanded(JsonNode list) {
    List<JsonNode> expanded = new ArrayList<>();
    for (JsonNode layer : list) {
      switch (kind(layer)) {
        case "convModule" -> {
          JsonNode of = layer.get("convModule");
          expanded.addAll(
              module(
                  of.get("filters").intValue(),
                  of.get("kernel").intValue(),
                  of.path("stride").asInt(1)));
        }
        case "inception" -> {
          JsonNode of = layer.get("inception");
          expanded.add(
              concat(module(of.get(0).intValue(), 1, 1), module(of.get(1).intValue(), 3, 1)));
        }
        case "downsample" ->
            expanded.add(
                concat(
                    module(layer.get("downsample").intValue(), 3, 2),
                    List.of(
                        JSON.objectNode()
                            .set("maxPool", JSON.objectNode().put("size", 3).put("stride", 2)))));
        default -> expanded.add(layer);
      }
    }
    return expanded;
  }

  private List<JsonNode> module(int filters, int kernel, int stride) {
    JsonNode norm = model.at("/convolution/batchNorm");
    boolean normalized = norm.isObject() || norm.booleanValue();
    List<JsonNode> module = new ArrayList<>();
    module.add(
        JSON.objectNode()
            .set(
                "conv2d",
                JSON.objectNode()
                    .put("filters", filters)
                    .put("kernel", kernel)
                    .put("stride", stride)
                    .put("bias", !normalized)));
    if (normalized) {
      module.add(JSON.objectNode().set("batchNorm", norm.isObject() ? norm : JSON.objectNode()));
    }
    module.add(JSON.stringNode("relu"));
    return module;
  }

  private static JsonNode concat(List<JsonNode> first, List<JsonNode> second) {
    return JSON.objectNode()
        .set(
            "concat",
            JSON.arrayNode()
                .add(JSON.arrayNode().addAll(first))
                .add(JSON.arrayNode().addAll(second)));
  }

  private static String kind(JsonNode layer) {
    return layer.isString() ? layer.stringValue() : layer.propertyNames().iterator().next();
  }

  private List<Node> sequence(List<JsonNode> list, int[] input) {
    List<Node> nodes = new ArrayList<>();
    int[] shape = input;
    for (JsonNode layer : list) {
      Node node = node(kind(layer), layer.path(kind(layer)), shape);
      nodes.add(node);
      shape = node.out;
    }
    return nodes;
  }

  private Node node(String kind, JsonNode arguments, int[] in) {
    String name = kind + numbers.merge(kind, 1, Integer::sum);
    int place = layers.size();
    layers.add(null);
    Map<String, Tensor> own = new HashMap<>();
    List<List<Node>> branches = new ArrayList<>();
    int[] out = in;
    switch (kind) {
      case "dense" -> {
        int units = arguments.isInt() ? arguments.intValue() : arguments.get("units").intValue();
        weights(own, name, new int[] {units, in[0]}, in[0], units, arguments);
        out = new int[] {units};
      }
      case "conv2d" -> {
        int filters = arguments.get("filters").intValue();
        int kernel = arguments.get("kernel").intValue();
        int area = kernel * kernel;
        int[] shape = {filters, in[0], kernel, kernel};
        weights(own, name, shape, in[0] * area, filters * area, arguments);
        out = strided(in, filters, arguments);
      }
      case "maxPool" -> out = strided(in, in[0], arguments);
      case "globalMeanPool" -> out = new int[] {in[0]};
      case "flatten" -> out = new int[] {size(in)};
      case "batchNorm" -> {
        if (arguments.path("scale").asBoolean(false)) {
          constant(own, name, "scale", in[0], 1);
        }
        constant(own, name, "shift", in[0], 0);
        constant(own, name, "runningMean", in[0], 0);
        constant(own, name, "runningVariance", in[0], 1);
      }
      case "concat" -> {
        out = in.clone();
        out[0] = 0;
        for (JsonNode branch : arguments) {
          branches.add(sequence(expanded(branch), in));
          int[] joined = outputOf(branches.getLast(), in);
          out = joined.clone();
          out[0] = branches.stream().mapToInt(each -> outputOf(each, in)[0]).sum();
        }
      }
      case "residual" -> {
        branches.add(sequence(expanded(arguments.get("body")), in));
        branches.add(
            arguments.has("shortcut")
                ? sequence(expanded(arguments.get("shortcut")), in)
                : List.of());
        out = outputOf(branches.getFirst(), in);
      }
      default -> {}
    }
    Node node = new Node(kind, name, place, arguments, in, out, own, branches);
    layers.set(place, node);
    return node;
  }

  private static int[] outputOf(List<Node> branch, int[] in) {
    return branch.isEmpty() ? in : branch.getLast().out;
  }

  private static int size(int[] shape) {
    return IntStream.of(shape).reduce(1, (a, b) -> a * b);
  }

  private static int stride(JsonNode arguments) {
    return arguments.path("stride").asInt(1);
  }

  private static int[] strided(int[] in, int channels, JsonNode arguments) {
    int stride = stride(arguments);
    return new int[] {channels, Math.ceilDiv(in[1], stride), Math.ceilDiv(in[2], stride)};
  }

  private void weights(
      Map<String, Tensor> own,
      String layer,
      int[] shape,
      int fanIn,
      int fanOut,
      JsonNode arguments) {
    double gain = model.at("/initializer/gain").asDouble(1);
    String scheme = model.at("/initializer/scheme").asString("he-normal");
    Stream stream = new Stream(seed, "parameters", tensors.size());
    float[] values = new float[size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          (float)
              switch (scheme) {
                case "he-normal" -> gain * Math.sqrt(2.0 / fanIn) * stream.nextNormal();
                case "zeros" -> 0;
                case "lecun-normal" -> gain * Math.sqrt(1.0 / fanIn) * stream.nextNormal();
                default -> gain * Math.sqrt(6.0 / (fanIn + fanOut)) * (2 * stream.nextDouble() - 1);
              };
    }
    add(own, new Tensor(layer, "weight", shape, values));
    if (arguments.path("bias").asBoolean(true)) {
      constant(own, layer, "bias", shape[0], 0);
    }
  }

  private void constant(Map<String, Tensor> own, String layer, String role, int n, float value) {
    float[] values = new float[n];
    Arrays.fill(values, value);
    add(own, new Tensor(layer, role, new int[] {n}, values));
  }

  private void add(Map<String, Tensor> own, Tensor tensor) {
    own.put(tensor.role, tensor);
    tensors.add(tensor);
  }

  /** Section "Twins". */
  void moveToTwin(int number) {
    for (int t = 0; t < tensors.size(); t++) {
      Tensor tensor = tensors.get(t);
      Stream stream = new Stream(seed, "twin", number, t);
      for (int i = 0; i < tensor.initial.length && !tensor.role.startsWith("running"); i++) {
        float v = tensor.initial[i];
        float ulp = Float.intBitsToFloat(Float.floatToIntBits(Math.abs(v)) + 1) - Math.abs(v);
        boolean larger = stream.nextLong() % 2 != 0;
        tensor.initial[i] = v == 0 ? v : larger ? v + ulp : v - ulp;
      }
    }
  }

  /** A dropout layer's values of one step: 0 or the scale. */
  record Mask(String layer, float[] values, float scale) {}

  List<Mask> masks(int batch, int epoch, int step) {
    return layers.stream()
        .filter(node -> node.kind.equals("dropout"))
        .map(node -> mask(node, batch, epoch, step))
        .toList();
  }

  private Mask mask(Node node, int batch, int epoch, int step) {
    float rate = Float.parseFloat(node.arguments.asString());
    float scale = 1f / (1f - rate);
    Stream stream = new Stream(seed, "dropout", epoch, step, node.place);
    float[] values = new float[batch * size(node.in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = stream.nextDouble() < rate ? 0 : scale;
    }
    return new Mask(node.name, values, scale);
  }

  /** Takes a step and returns its loss. */
  double step(
      float[][] images,
      int[] labels,
      int epoch,
      int step,
      boolean squared,
      double rate,
      double momentum,
      boolean nesterov,
      double decay) {
    Tape tape = new Tape();
    Value[][] logits = logits(images, new Pass(tape, true, epoch, step));
    Value[] losses = new Value[labels.length];
    for (int n = 0; n < labels.length; n++) {
      losses[n] =
          squared
              ? squaredDistance(tape, logits[n], labels[n])
              : crossEntropy(tape, logits[n], labels[n]);
    }
    Value loss = tape.scaled(tape.sum(losses), 1.0 / labels.length);
    tape.backward(loss);
    for (Tensor tensor : tensors) {
      for (int i = 0; i < tensor.numbers.length && tensor.trained(); i++) {
        double w = tensor.numbers[i];
        double g = tensor.values[i].gradient + (tensor.role.equals("weight") ? decay * w : 0);
        tensor.velocity[i] = momentum * tensor.velocity[i] + g;
        double v = tensor.velocity[i];
        tensor.numbers[i] = w - rate * (nesterov ? g + momentum * v : v);
      }
    }
    return loss.number;
  }

  /** Returns the logits in evaluation mode. */
  float[][] predict(float[][] images) {
    Value[][] logits = logits(images, new Pass(new Tape(), false, 0, 0));
    float[][] rounded = new float[images.length][logits[0].length];
    for (int n = 0; n < rounded.length; n++) {
      for (int c = 0; c < rounded[n].length; c++) {
        rounded[n][c] = (float) logits[n][c].number;
      }
    }
    return rounded;
  }

  private Value[][] logits(float[][] images, Pass pass) {
    for (Tensor tensor : tensors) {
      tensor.values = new Value[tensor.numbers.length];
      for (int i = 0; i < tensor.numbers.length; i++) {
        tensor.values[i] = pass.tape.constant(tensor.numbers[i]);
      }
    }
    Value[][] x = new Value[images.length][images[0].length];
    for (int n = 0; n < x.length; n++) {
      for (int i = 0; i < x[n].length; i++) {
        x[n][i] = pass.tape.constant(images[n][i]);
      }
    }
    return through(network, x, pass);
  }

  private static Value crossEntropy(Tape tape, Value[] logits, int label) {
    Value[] exponentials = new Value[logits.length];
    for (int c = 0; c < logits.length; c++) {
      double e = Math.exp(logits[c].number);
      exponentials[c] = tape.computed(e, new Value[] {logits[c]}, e);
    }
    Value sum = tape.sum(exponentials);
    return tape.computed(
        Math.log(sum.number) - logits[label].number,
        new Value[] {sum, logits[label]},
        1 / sum.number,
        -1);
  }

  private static Value squaredDistance(Tape tape, Value[] logits, int label) {
    Value[] squares = new Value[logits.length];
    for (int c = 0; c < logits.length; c++) {
      Value distance = tape.sum(logits[c], tape.constant(c == label ? -1 : 0));
      squares[c] = tape.products(distance, distance);
    }
    return tape.scaled(tape.sum(squares), 0.5);
  }

  private Value[][] through(List<Node> nodes, Value[][] input, Pass pass) {
    Value[][] x = input;
    for (Node node : nodes) {
      x = through(node, x, pass);
    }
    return x;
  }

  private Value[][] through(Node node, Value[][] x, Pass pass) {
    Tape tape = pass.tape;
    int batch = x.length;
    Value[][] y = new Value[batch][size(node.out)];
    switch (node.kind) {
      case "dropout" -> {
        float[] mask =
            pass.training ? mask(node, batch, pass.epoch, pass.step).values : new float[0];
        for (int i = 0; i < batch * y[0].length; i++) {
          Value value = x[i / y[0].length][i % y[0].length];
          y[i / y[0].length][i % y[0].length] = pass.training ? tape.scaled(value, mask[i]) : value;
        }
      }
      case "batchNorm" -> {
        for (int c = 0; c < node.in[0]; c++) {
          normalize(node, c, x, y, pass);
        }
      }
      case "concat", "residual" -> {
        List<Value[][]> outputs =
            node.branches.stream().map(branch -> through(branch, x, pass)).toList();
        for (int n = 0; n < batch; n++) {
          y[n] = joined(node.kind, outputs, n, tape);
        }
      }
      default -> {
        for (int n = 0; n < batch; n++) {
          for (int i = 0; i < y[n].length; i++) {
            y[n][i] = value(node, x[n], i, tape);
          }
        }
      }
    }
    return y;
  }

  private static Value[] joined(String kind, List<Value[][]> outputs, int n, Tape tape) {
    if (kind.equals("concat")) {
      return outputs.stream()
          .flatMap(output -> java.util.stream.Stream.of(output[n]))
          .toArray(Value[]::new);
    }
    Value[] body = outputs.get(0)[n];
    Value[] shortcut = outputs.get(1)[n];
    return IntStream.range(0, body.length)
        .mapToObj(i -> tape.sum(body[i], shortcut[i]))
        .toArray(Value[]::new);
  }

  /** Returns element i of a layer's output for one example. */
  private static Value value(Node node, Value[] x, int i, Tape tape) {
    return switch (node.kind) {
      case "flatten" -> x[i];
      case "relu" ->
          tape.computed(Math.max(x[i].number, 0), new Value[] {x[i]}, x[i].number > 0 ? 1 : 0);
      case "dense" -> {
        List<Value> factors = new ArrayList<>();
        for (int j = 0; j < x.length; j++) {
          factors.add(node.own.get("weight").values[i * x.length + j]);
          factors.add(x[j]);
        }
        yield biased(node, factors, i, tape);
      }
      case "conv2d" -> {
        List<Value> factors = new ArrayList<>();
        int kernel = node.arguments.get("kernel").intValue();
        int filter = i / (node.out[1] * node.out[2]);
        for (int c = 0; c < node.in[0]; c++) {
          for (int[] place : window(node, kernel, i)) {
            factors.add(
                node.own.get("weight")
                    .values[((filter * node.in[0] + c) * kernel + place[2]) * kernel + place[3]]);
            factors.add(x[(c * node.in[1] + place[0]) * node.in[2] + place[1]]);
          }
        }
        yield biased(node, factors, filter, tape);
      }
      case "maxPool" -> {
        Value largest = null;
        int c = i / (node.out[1] * node.out[2]);
        for (int[] place : window(node, node.arguments.get("size").intValue(), i)) {
          Value value = x[(c * node.in[1] + place[0]) * node.in[2] + place[1]];
          largest = largest == null || value.number > largest.number ? value : largest;
        }
        yield largest;
      }
      case "globalMeanPool" -> {
        int places = node.in[1] * node.in[2];
        Value[] values = Arrays.copyOfRange(x, i * places, (i + 1) * places);
        yield tape.scaled(tape.sum(values), 1.0 / places);
      }
      case "lrn" -> localResponse(node, x, i, tape);
      default -> throw new IllegalArgumentException("no layer " + node.kind);
    };
  }

  private static Value biased(Node node, List<Value> factors, int output, Tape tape) {
    Value sum = tape.products(factors.toArray(Value[]::new));
    return node.own.containsKey("bias") ? tape.sum(sum, node.own.get("bias").values[output]) : sum;
  }

  /** Returns row and column in the input, and in the window, of all that is no padding. */
  private static List<int[]> window(Node node, int size, int output) {
    int stride = stride(node.arguments);
    int top = output / node.out[2] % node.out[1] * stride - before(node, 1, size);
    int left = output % node.out[2] * stride - before(node, 2, size);
    List<int[]> places = new ArrayList<>();
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        int y = top + row;
        int x = left + column;
        if (y >= 0 && y < node.in[1] && x >= 0 && x < node.in[2]) {
          places.add(new int[] {y, x, row, column});
        }
      }
    }
    return places;
  }

  private static int before(Node node, int axis, int size) {
    int total = (node.out[axis] - 1) * stride(node.arguments) + size - node.in[axis];
    return Math.max(total, 0) / 2;
  }

  private static Value localResponse(Node node, Value[] x, int i, Tape tape) {
    int places = node.in[1] * node.in[2];
    int radius = node.arguments.get("radius").intValue();
    List<Value> factors = new ArrayList<>();
    for (int c = i / places - radius; c <= i / places + radius; c++) {
      if (c >= 0 && c < node.in[0]) {
        Value neighbour = x[c * places + i % places];
        factors.add(neighbour);
        factors.add(neighbour);
      }
    }
    Value sum = tape.products(factors.toArray(Value[]::new));
    Value base =
        tape.sum(
            tape.constant(number(node, "bias", 1)), tape.scaled(sum, number(node, "alpha", 1)));
    return tape.products(x[i], tape.power(base, -number(node, "beta", 1)));
  }

  /** Section "Conventions": a decimal or a quotient, as float32. */
  private static double number(Node node, String key, float otherwise) {
    if (!node.arguments.has(key)) {
      return otherwise;
    }
    String[] parts = node.arguments.get(key).asString().split("/");
    return parts.length == 1
        ? Float.parseFloat(parts[0])
        : (float) (Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]));
  }

  private static void normalize(Node node, int c, Value[][] x, Value[][] y, Pass pass) {
    Tape tape = pass.tape;
    int places = x[0].length / node.in[0];
    Value[] values = new Value[x.length * places];
    for (int i = 0; i < values.length; i++) {
      values[i] = x[i / places][c * places + i % places];
    }
    double m = values.length;
    Value mean = tape.constant(node.own.get("runningMean").numbers[c]);
    Value variance = tape.constant(node.own.get("runningVariance").numbers[c]);
    if (pass.training) {
      mean = tape.scaled(tape.sum(values), 1 / m);
    }
    Value[] centred = new Value[values.length];
    List<Value> factors = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      centred[i] =
          tape.computed(values[i].number - mean.number, new Value[] {values[i], mean}, 1, -1);
      factors.add(centred[i]);
      factors.add(centred[i]);
    }
    if (pass.training) {
      Value squares = tape.products(factors.toArray(Value[]::new));
      variance = tape.scaled(squares, 1 / m);
      double decay = number(node, "decay", 0.9f);
      move(node.own.get("runningMean").numbers, c, decay, mean.number);
      move(node.own.get("runningVariance").numbers, c, decay, squares.number / Math.max(m - 1, 1));
    }
    Value epsilon = tape.constant(number(node, "epsilon", 0.00001f));
    Value inverse = tape.power(tape.sum(variance, epsilon), -0.5);
    for (int i = 0; i < values.length; i++) {
      Value z = tape.products(centred[i], inverse);
      if (node.own.containsKey("scale")) {
        z = tape.products(z, node.own.get("scale").values[c]);
      }
      y[i / places][c * places + i % places] = tape.sum(z, node.own.get("shift").values[c]);
    }
  }

  private static void move(double[] running, int c, double decay, double batch) {
    running[c] = decay * running[c] + (1 - decay) * batch;
  }
}
