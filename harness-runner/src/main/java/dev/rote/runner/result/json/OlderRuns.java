package dev.rote.runner.result.json;

import dev.rote.runner.result.Threshold;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives results of an older Rote, of the same schema, the fields that were added since: computed
 * from what they have, or empty where they say nothing.
 */
final class OlderRuns {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private OlderRuns() {}

  static void complete(ObjectNode run) {
    for (String list : new String[] {"data", "sessions", "twins"}) {
      if (!run.has(list)) {
        run.putArray(list);
      }
    }
    for (JsonNode session : run.path("sessions")) {
      if (!session.has("changed")) {
        ((ObjectNode) session).putArray("changed");
      }
    }
    if (!run.has("references")) {
      run.putObject("references");
    }
    if (!run.has("missing")) {
      run.put("missing", 0);
    }
    if (!run.has("done")) {
      run.put("done", 0);
      run.putArray("remaining");
    }
    completeMachine(run.path("machine"));
    for (JsonNode session : run.path("sessions")) {
      completeMachine(session);
      if (!session.has("environment")) {
        ((ObjectNode) session).putObject("environment");
      }
    }
    for (JsonNode version : run.path("versions")) {
      if (!version.has("jars")) {
        ((ObjectNode) version).putObject("jars");
      }
    }
    for (JsonNode cell : run.path("cells")) {
      if (cell.path("parity") instanceof ObjectNode parity) {
        completeParity(parity);
      }
      if (cell.path("attestation") instanceof ObjectNode attestation
          && !attestation.has("mklCalls")) {
        attestation.putObject("mklCalls");
        attestation.putNull("libraries");
      }
      nullIfAbsent((ObjectNode) cell, "logits");
      nullIfAbsent((ObjectNode) cell, "printedBytes");
      nullIfAbsent((ObjectNode) cell, "closedForm");
      for (JsonNode epoch : cell.path("epochs")) {
        nullIfAbsent((ObjectNode) epoch, "firstLossDifference");
      }
      if (!cell.has("zero")) {
        completeCell((ObjectNode) cell, run.path("suite"));
      }
    }
    for (JsonNode twin : run.path("twins")) {
      nullIfAbsent((ObjectNode) twin, "closedForm");
    }
    for (JsonNode reference : run.path("references")) {
      nullIfAbsent((ObjectNode) reference, "logits");
      if (reference.path("beside") instanceof ObjectNode beside) {
        nullIfAbsent(beside, "oneUlpLogits");
        nullIfAbsent(beside, "disturbedLogits");
      }
    }
    for (JsonNode throughput : run.path("throughput")) {
      if (!throughput.has("rounds")) {
        ((ObjectNode) throughput).putArray("rounds");
      }
      for (JsonNode fork : throughput.path("rounds")) {
        nullIfAbsent((ObjectNode) fork, "printedBytes");
        for (String phase : new String[] {"train", "predict"}) {
          for (JsonNode iteration : fork.path("samples").path(phase)) {
            nullIfAbsent((ObjectNode) iteration, "contention");
          }
        }
      }
    }
  }

  private static void completeMachine(JsonNode states) {
    for (String state : new String[] {"before", "after"}) {
      if (states.path(state) instanceof ObjectNode machine) {
        nullIfAbsent(machine, "allowedProcessors");
        nullIfAbsent(machine, "processorQuota");
      }
    }
  }

  private static void completeParity(ObjectNode parity) {
    nullIfAbsent(parity, "beside");
    nullIfAbsent(parity, "logits");
    if (!parity.has("telling")) {
      parity.set("telling", parity.path("steps"));
    }
  }

  private static void nullIfAbsent(ObjectNode node, String field) {
    if (!node.has(field)) {
      node.putNull(field);
    }
  }

  private static void completeCell(ObjectNode cell, JsonNode suite) {
    int train = suite.path("data").path("train").asInt(1);
    int test = suite.path("data").path("test").asInt(1);
    int steps = train / Math.max(1, cell.path("batch").asInt(1));
    ArrayNode seconds = JSON.arrayNode();
    double sum = 0;
    for (JsonNode epoch : cell.path("epochs")) {
      sum += epoch.path("trainSeconds").asDouble(0);
      seconds.add(sum);
      completeEpoch((ObjectNode) epoch, train, test, steps);
    }
    ArrayNode zero = cell.putArray("zero");
    cell.path("epochsToZero")
        .properties()
        .forEach(entry -> zero.add(zero(entry.getKey(), entry.getValue(), suite, steps, seconds)));
  }

  private static void completeEpoch(ObjectNode epoch, int train, int test, int steps) {
    epoch.put("steps", steps);
    epoch.set("train", evaluation(epoch.path("trainLoss"), epoch.path("trainAccuracy"), train));
    epoch.set(
        "test",
        epoch.path("testLoss").isNull()
            ? JSON.nullNode()
            : evaluation(epoch.path("testLoss"), epoch.path("testAccuracy"), test));
    epoch.putNull("augmentedImages");
  }

  private static ObjectNode evaluation(JsonNode loss, JsonNode accuracy, int count) {
    ObjectNode evaluation = JSON.objectNode();
    evaluation.set("loss", loss);
    evaluation.put("wrong", Math.round((1 - accuracy.asDouble(0)) * count));
    evaluation.put("count", count);
    return evaluation;
  }

  private static ObjectNode zero(
      String name, JsonNode epoch, JsonNode suite, int steps, ArrayNode seconds) {
    boolean error = name.equals(Threshold.Quantity.ERROR.id());
    ObjectNode zero = JSON.objectNode();
    zero.put("quantity", error ? "error" : "loss");
    zero.put(
        "atMost",
        error
            ? suite.path("thresholds").path("error").asDouble(0)
            : Double.parseDouble(name.substring(Threshold.Quantity.LOSS.id().length())));
    if (epoch.isNull()) {
      zero.putNull("reached");
    } else {
      zero.putObject("reached")
          .put("epoch", epoch.asInt())
          .put("steps", (long) epoch.asInt() * steps)
          .set("seconds", seconds.get(epoch.asInt() - 1));
    }
    return zero;
  }
}
