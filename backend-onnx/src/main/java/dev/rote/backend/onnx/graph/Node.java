package dev.rote.backend.onnx.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A node under construction. Naming its outputs puts it into its graph. */
final class Node {
  private final Graph graph;
  private final String type;
  private final NodeProto.Builder proto;

  Node(Graph graph, String domain, String type) {
    this.graph = graph;
    this.type = type;
    proto = NodeProto.newBuilder().setDomain(domain).setOpType(type);
  }

  Node inputs(Tensor... inputs) {
    Arrays.stream(inputs).map(Tensor::name).forEach(proto::addInput);
    return this;
  }

  /** Leaves out an optional input that others follow. */
  Node noInput() {
    proto.addInput("");
    return this;
  }

  /** Leaves out an optional output that others follow. */
  Node noOutput() {
    proto.addOutput("");
    return this;
  }

  Node integer(String name, long value) {
    return attribute(name, AttributeProto.newBuilder().setType(AttributeType.INT).setI(value));
  }

  Node integers(String name, long... values) {
    return attribute(
        name,
        AttributeProto.newBuilder()
            .setType(AttributeType.INTS)
            .addAllInts(Arrays.stream(values).boxed().toList()));
  }

  Node real(String name, float value) {
    return attribute(name, AttributeProto.newBuilder().setType(AttributeType.FLOAT).setF(value));
  }

  Node text(String name, String value) {
    return attribute(
        name,
        AttributeProto.newBuilder()
            .setType(AttributeType.STRING)
            .setS(ByteString.copyFromUtf8(value)));
  }

  Node graph(String name, GraphProto value) {
    return attribute(name, AttributeProto.newBuilder().setType(AttributeType.GRAPH).setG(value));
  }

  /** Completes the node, whose one output has these dimensions. */
  Tensor output(ElementType elements, long... dimensions) {
    Tensor output = new Tensor(graph.newName(type), elements, dimensions);
    complete(List.of(output));
    return output;
  }

  /** Completes the node, whose one output is like that tensor. */
  Tensor output(Tensor alike) {
    return output(alike.type(), alike.shape());
  }

  /** Completes the node, whose outputs are like these tensors, whatever their names. */
  List<Tensor> outputs(List<Tensor> alike) {
    List<Tensor> outputs = new ArrayList<>();
    for (Tensor like : alike) {
      outputs.add(new Tensor(graph.newName(type), like.type(), like.dimensions()));
    }
    complete(outputs);
    return outputs;
  }

  private void complete(List<Tensor> outputs) {
    proto.setName(graph.newName(type + "Node"));
    outputs.forEach(output -> proto.addOutput(output.name()));
    graph.add(proto);
  }

  private Node attribute(String name, AttributeProto.Builder attribute) {
    proto.addAttribute(attribute.setName(name));
    return this;
  }
}
