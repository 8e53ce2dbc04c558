package dev.rote.runner.suite.yaml;

import dev.rote.api.Layer;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes layers in the form that {@link LayerReader} reads. */
final class LayerWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private LayerWriter() {}

  static JsonNode layer(Layer layer) {
    return switch (layer) {
      case Layer.Flatten flatten -> JSON.stringNode("flatten");
      case Layer.Relu relu -> JSON.stringNode("relu");
      case Layer.GlobalMeanPool pool -> JSON.stringNode("globalMeanPool");
      case Layer.Dense dense ->
          withArguments(
              "dense", JSON.objectNode().put("units", dense.units()).put("bias", dense.bias()));
      case Layer.Conv2d conv ->
          withArguments(
              "conv2d",
              JSON.objectNode()
                  .put("filters", conv.filters())
                  .put("kernel", conv.kernel())
                  .put("stride", conv.stride())
                  .put("bias", conv.bias()));
      case Layer.MaxPool pool ->
          withArguments(
              "maxPool", JSON.objectNode().put("size", pool.size()).put("stride", pool.stride()));
      case Layer.LocalResponseNormalization norm ->
          withArguments(
              "lrn",
              JSON.objectNode()
                  .put("radius", norm.radius())
                  .put("bias", norm.bias())
                  .put("alpha", norm.alpha())
                  .put("beta", norm.beta()));
      case Layer.BatchNorm norm ->
          withArguments(
              "batchNorm",
              JSON.objectNode()
                  .put("epsilon", norm.epsilon())
                  .put("decay", norm.decay())
                  .put("scale", norm.scale()));
      case Layer.Dropout dropout -> withArguments("dropout", JSON.numberNode(dropout.rate()));
      case Layer.Concat concat ->
          withArguments("concat", SuiteWriter.array(concat.branches(), LayerWriter::layers));
      case Layer.Residual residual -> residual(residual);
    };
  }

  private static ObjectNode residual(Layer.Residual residual) {
    ObjectNode arguments = JSON.objectNode();
    arguments.set("body", layers(residual.body()));
    arguments.set("shortcut", layers(residual.shortcut()));
    return withArguments("residual", arguments);
  }

  private static ArrayNode layers(List<Layer> layers) {
    return SuiteWriter.array(layers, LayerWriter::layer);
  }

  private static ObjectNode withArguments(String kind, JsonNode arguments) {
    ObjectNode json = JSON.objectNode();
    json.set(kind, arguments);
    return json;
  }
}
