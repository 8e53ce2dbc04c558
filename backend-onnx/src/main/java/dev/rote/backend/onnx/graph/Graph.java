package dev.rote.backend.onnx.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.rote.api.LayerNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** An ONNX graph under construction: inputs, constants, nodes in order, outputs. */
final class Graph {
  private final String name;
  private final String prefix;
  private final Strategy strategy;
  private final List<Tensor> inputs = new ArrayList<>();
  private final List<Tensor> outputs = new ArrayList<>();
  private final List<TensorProto> initializers = new ArrayList<>();
  private final List<NodeProto.Builder> nodes = new ArrayList<>();
  private final Map<List<Object>, Tensor> constants = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, String> finalNames = new HashMap<>();
  private String part = "";

  /**
   * @param name of the graph
   * @param prefix begins every name that the graph makes up: a graph inside another one may use
   *     none of the outer one's names
   * @param kernels what it may use beyond the standard operators
   */
  Graph(String name, String prefix, Kernels kernels) {
    this.name = name;
    this.prefix = prefix;
    strategy = Strategy.of(kernels);
  }

  /** Returns how the graph computes what can be computed in more than one way. */
  Strategy strategy() {
    return strategy;
  }

  /** Returns the beginning of every name that the graph makes up. */
  String prefix() {
    return prefix;
  }

  /** Adds an input. */
  Tensor input(Tensor input) {
    inputs.add(input);
    return input;
  }

  /** Adds an input that has a value when none is fed. */
  Tensor input(Tensor input, float[] value) {
    initializers.add(proto(input, bytes(value)));
    return input(input);
  }

  /** Makes a tensor an output of that name. */
  void output(Tensor tensor, String outputName) {
    if (finalNames.put(tensor.name(), outputName) != null) {
      throw new IllegalArgumentException(tensor + " is an output already");
    }
    outputs.add(new Tensor(outputName, tensor.type(), tensor.dimensions()));
  }

  /** Begins the names of what is made meanwhile with that part of the network. */
  void within(String part, Runnable making) {
    String outer = this.part;
    this.part = part;
    making.run();
    this.part = outer;
  }

  /** Begins the names of what is made meanwhile with that layer. */
  Tensor within(LayerNode layer, Supplier<Tensor> making) {
    List<Tensor> made = new ArrayList<>();
    within(prefix + layer.name() + "/", () -> made.add(making.get()));
    return made.getLast();
  }

  /** Returns the part of the network that is being made, such as {@code dense1/}. */
  String part() {
    return part;
  }

  /** Returns a scalar. */
  Tensor scalar(float value) {
    return floats(new float[] {value});
  }

  /** Returns constant values of that shape. */
  Tensor floats(float[] values, long... shape) {
    return constant(ElementType.FLOAT, shape, bytes(values));
  }

  /** Returns a vector of integers, such as a shape. */
  Tensor integers(long... values) {
    return integers(values, new long[] {values.length});
  }

  /** Returns an integer scalar. */
  Tensor integer(long value) {
    return integers(new long[] {value}, new long[0]);
  }

  /** Begins a node of that type in the standard domain. */
  Node node(String type) {
    return new Node(this, "", type);
  }

  /** Begins a node of that type in another domain. */
  Node node(String domain, String type) {
    return new Node(this, domain, type);
  }

  /** Returns {@code op(a, b)} for an operator that works element by element, with broadcasting. */
  Tensor binary(String type, Tensor a, Tensor b) {
    return node(type).inputs(a, b).output(a.rank() >= b.rank() ? a : b);
  }

  /** Returns {@code op(x)} for an operator that works element by element. */
  Tensor unary(String type, Tensor x) {
    return node(type).inputs(x).output(x);
  }

  /** Returns the same values as elements of another type. */
  Tensor cast(Tensor x, ElementType type) {
    return node("Cast").inputs(x).integer("to", type.number()).output(type, x.shape());
  }

  /** Returns the same elements in another shape, whose first extent may be {@link Tensor#ANY}. */
  Tensor reshape(Tensor x, long... shape) {
    return node("Reshape").inputs(x, integers(shape)).output(x.type(), shape);
  }

  /** Returns x with its axes in another order. */
  Tensor transpose(Tensor x, long... order) {
    long[] shape = Arrays.stream(order).map(axis -> x.extent((int) axis)).toArray();
    return node("Transpose").inputs(x).integers("perm", order).output(x.type(), shape);
  }

  /** Returns x in parts of so many rows of the first axis, which it must be a multiple of. */
  List<Tensor> parts(Tensor x, long rows) {
    long[] shape = x.shape();
    int count = Math.toIntExact(shape[0] / rows);
    shape[0] = rows;
    long[] lengths = new long[count];
    Arrays.fill(lengths, rows);
    return node("Split")
        .inputs(x, integers(lengths))
        .integer("axis", 0)
        .outputs(Collections.nCopies(count, new Tensor("part", x.type(), shape)));
  }

  /** Returns the sum over some axes, without them. */
  Tensor sum(Tensor x, long... axes) {
    return node("ReduceSum")
        .inputs(x, integers(axes))
        .integer("keepdims", 0)
        .output(x.type(), without(axes, x));
  }

  /** Returns the mean over some axes, without them. */
  Tensor mean(Tensor x, long... axes) {
    return node("ReduceMean")
        .inputs(x)
        .integers("axes", axes)
        .integer("keepdims", 0)
        .output(x.type(), without(axes, x));
  }

  /** Returns the graph, complete. */
  GraphProto toProto() {
    GraphProto.Builder proto = GraphProto.newBuilder().setName(name);
    inputs.forEach(input -> proto.addInput(valueInfo(input)));
    outputs.forEach(output -> proto.addOutput(valueInfo(output)));
    initializers.forEach(proto::addInitializer);
    nodes.forEach(node -> proto.addNode(renamed(node)));
    return proto.build();
  }

  void add(NodeProto.Builder node) {
    nodes.add(node);
  }

  /** Returns a name that no other tensor or node has. */
  String newName(String kind) {
    String base = prefix + part + kind;
    return base + "_" + numbers.merge(base, 1, Integer::sum);
  }

  private NodeProto renamed(NodeProto.Builder node) {
    NodeProto.Builder result = node.clone();
    for (int i = 0; i < node.getInputCount(); i++) {
      result.setInput(i, finalNames.getOrDefault(node.getInput(i), node.getInput(i)));
    }
    for (int i = 0; i < node.getOutputCount(); i++) {
      result.setOutput(i, finalNames.getOrDefault(node.getOutput(i), node.getOutput(i)));
    }
    return result.build();
  }

  private Tensor integers(long[] values, long[] shape) {
    ByteBuffer bytes = littleEndian(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return constant(ElementType.INT64, shape, ByteString.copyFrom(bytes));
  }

  /** Returns the one constant with that content. */
  private Tensor constant(ElementType type, long[] shape, ByteString bytes) {
    List<Long> dimensions = Arrays.stream(shape).boxed().toList();
    return constants.computeIfAbsent(
        List.of(type, dimensions, bytes),
        content -> {
          String constantName = prefix + "constant_" + (constants.size() + 1);
          Tensor tensor = new Tensor(constantName, type, dimensions);
          initializers.add(proto(tensor, bytes));
          return tensor;
        });
  }

  private static long[] without(long[] axes, Tensor x) {
    return LongStream.range(0, x.rank())
        .filter(axis -> Arrays.stream(axes).noneMatch(removed -> removed == axis))
        .map(axis -> x.extent((int) axis))
        .toArray();
  }

  private static TensorProto proto(Tensor tensor, ByteString bytes) {
    return TensorProto.newBuilder()
        .setName(tensor.name())
        .setDataType(tensor.type().number())
        .addAllDims(tensor.dimensions())
        .setRawData(bytes)
        .build();
  }

  private static ValueInfoProto valueInfo(Tensor tensor) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long extent : tensor.dimensions()) {
      TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
      shape.addDim(
          extent == Tensor.ANY ? dimension.setDimParam("n") : dimension.setDimValue(extent));
    }
    TypeProto.Tensor.Builder type =
        TypeProto.Tensor.newBuilder().setElemType(tensor.type().number()).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(tensor.name())
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  private static ByteString bytes(float[] values) {
    ByteBuffer bytes = littleEndian(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return ByteString.copyFrom(bytes);
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
