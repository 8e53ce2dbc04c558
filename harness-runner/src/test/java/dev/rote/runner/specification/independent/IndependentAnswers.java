package dev.rote.runner.specification.independent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers the test vectors of the specification, by section. */
public final class IndependentAnswers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Function<String, Path> folders;

  /**
   * @param folders where a data set's files are, by its name
   */
  public IndependentAnswers(Function<String, Path> folders) {
    this.folders = folders;
  }

  /** Returns what follows from the inputs of a vector. */
  public JsonNode answer(String section, JsonNode given) {
    return switch (section) {
      case "nextLong" -> {
        Stream stream = stream(given);
        yield texts(given, () -> HexFormat.of().toHexDigits(stream.nextLong()));
      }
      case "nextDouble" -> {
        Stream stream = stream(given);
        yield texts(given, () -> Double.toHexString(stream.nextDouble()));
      }
      case "nextNormal" -> {
        Stream stream = stream(given);
        yield texts(given, () -> Double.toHexString(stream.nextNormal()));
      }
      case "nextInt" -> {
        Stream stream = stream(given);
        int[] drawn = new int[given.get("count").intValue()];
        Arrays.setAll(drawn, i -> stream.nextInt(given.get("bound").intValue()));
        yield ints(drawn);
      }
      case "permutation" -> ints(stream(given).permutation(given.get("n").intValue()));
      case "functions" -> JSON.stringNode(Double.toHexString(function(given)));
      case "shapes" -> shapes(given);
      case "labels" -> ints(labels(given));
      case "augmentation" -> augmentation(given);
      case "images" -> images(given);
      case "parameters" -> parameters(given);
      case "dropout" -> dropout(given);
      case "learningRate" -> learningRates(given);
      case "evaluation" -> evaluation(given);
      case "hash" -> JSON.stringNode(hash(given.get("tensors")));
      case "experiment" -> experiments(given);
      case "training" -> training(given);
      default -> throw new IllegalArgumentException("no section " + section);
    };
  }

  private static Stream stream(JsonNode given) {
    long[] indices = given.get("indices").valueStream().mapToLong(JsonNode::longValue).toArray();
    return new Stream(given.get("seed").longValue(), given.get("purpose").stringValue(), indices);
  }

  private static double function(JsonNode given) {
    double x = Double.parseDouble(given.get("arguments").get(0).stringValue());
    return switch (given.get("function").stringValue()) {
      case "log" -> StrictMath.log(x);
      case "sin" -> StrictMath.sin(x);
      case "cos" -> StrictMath.cos(x);
      case "exp" -> StrictMath.exp(x);
      default -> StrictMath.pow(x, Double.parseDouble(given.get("arguments").get(1).stringValue()));
    };
  }

  private static ObjectNode shapes(JsonNode given) {
    int split = given.get("split").stringValue().equals("test") ? 1 : 0;
    StoredImage image = StoredImage.shape(split, given.get("image").intValue());
    byte[] bytes = new byte[image.bytes().length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) image.bytes()[i];
    }
    ObjectNode answer = JSON.objectNode().put("label", image.label());
    answer.set("row", ints(Arrays.copyOfRange(image.bytes(), 14 * 28, 15 * 28)));
    return answer.put("sha256", HexFormat.of().formatHex(Hash.sha256().digest(bytes)));
  }

  private static int[] labels(JsonNode given) {
    JsonNode suite =
        JSON.objectNode()
            .<ObjectNode>set(
                "data",
                JSON.objectNode()
                    .put("set", given.get("set").stringValue())
                    .put("train", given.get("train").intValue())
                    .put("test", 1))
            .set(
                "preprocessing",
                JSON.objectNode().put("scale", true).put("whiten", false).put("crop", "none"));
    JsonNode experiment =
        JSON.objectNode()
            .put("inputCorruption", "none")
            .put("labelNoise", given.path("labelNoise").asString("uniform"));
    return new Preparation(
            suite,
            experiment,
            given.get("labelCorruption").doubleValue(),
            given.get("seed").longValue(),
            Path.of("none"))
        .labels(Preparation.TRAINING);
  }

  private static ObjectNode augmentation(JsonNode given) {
    Preparation.Change change =
        Preparation.augmentation(
            given.get("seed").longValue(),
            given.get("epoch").intValue(),
            given.get("image").intValue(),
            StoredImage.shape(given.get("set").stringValue())[1],
            given.get("crop").intValue(),
            Preparation.kinds(given.get("augmentation")));
    ObjectNode answer =
        JSON.objectNode()
            .put("top", change.top())
            .put("left", change.left())
            .put("flip", change.flip());
    put("rotation", change.degrees(), answer);
    put("brightness", change.shift(), answer);
    put("contrast", change.factor(), answer);
    return answer;
  }

  private static void put(String name, double value, ObjectNode answer) {
    if (!Double.isNaN(value)) {
      answer.put(name, Double.toHexString(value));
    }
  }

  private ObjectNode images(JsonNode given) {
    Preparation preparation = only(given).preparation;
    ObjectNode answer = JSON.objectNode();
    float[][] train =
        given.has("epoch")
            ? preparation.augmentedImages(given.get("epoch").intValue())
            : preparation.images(Preparation.TRAINING);
    answer.set("train", elements(train, given.get("train")));
    answer.set("test", elements(preparation.images(Preparation.TEST), given.get("test")));
    return answer;
  }

  private static ArrayNode elements(float[][] images, JsonNode places) {
    ArrayNode answer = JSON.arrayNode();
    for (JsonNode place : places) {
      answer.add(Float.toHexString(images[place.get(0).intValue()][place.get(1).intValue()]));
    }
    return answer;
  }

  private ObjectNode parameters(JsonNode given) {
    Network network = only(given).network();
    if (given.has("twin")) {
      network.moveToTwin(given.get("twin").intValue());
    }
    ObjectNode answer = JSON.objectNode();
    ArrayNode tensors = answer.putArray("tensors");
    for (Network.Tensor tensor : network.tensors()) {
      ObjectNode each = tensors.addObject().put("name", tensor.name);
      each.set("shape", ints(tensor.shape));
      ArrayNode first = each.putArray("first");
      for (int i = 0; i < Math.min(3, tensor.initial.length); i++) {
        first.add(Float.toHexString(tensor.initial[i]));
      }
    }
    return answer.put("hash", hash(network));
  }

  private static String hash(Network network) {
    Hash hash = new Hash();
    for (Network.Tensor tensor : network.tensors()) {
      hash.floats(tensor.name + " ", tensor.shape, tensor.initial);
    }
    return hash.hex();
  }

  private ArrayNode dropout(JsonNode given) {
    Point point = only(given);
    ArrayNode answer = JSON.arrayNode();
    for (Network.Mask mask :
        point
            .network()
            .masks(point.batch, given.get("epoch").intValue(), given.get("step").intValue())) {
      StringBuilder kept = new StringBuilder();
      for (float value : mask.values()) {
        kept.append(value == 0 ? 0 : 1);
      }
      answer
          .addObject()
          .put("name", mask.layer())
          .put("kept", kept.toString())
          .put("scale", Float.toHexString(mask.scale()));
    }
    return answer;
  }

  private static ArrayNode learningRates(JsonNode given) {
    double initial = given.get("initial").doubleValue();
    ArrayNode answer = JSON.arrayNode();
    for (JsonNode epoch : given.path("epochs")) {
      answer.add(Float.toHexString(rate(given, initial, epoch.intValue(), 0, 1)));
    }
    for (JsonNode step : given.path("steps")) {
      int steps = given.get("stepsOfEpoch").intValue();
      answer.add(
          Float.toHexString(
              rate(given, initial, step.get(0).intValue(), step.get(1).intValue(), steps)));
    }
    return answer;
  }

  /** Section "Learning rate": that of a step t of n in epoch e. */
  private static float rate(JsonNode schedule, double initial, int e, int t, int n) {
    double rate = initial * StrictMath.pow(schedule.path("decayPerEpoch").asDouble(1), e);
    if (schedule.has("step")) {
      int begun = 0;
      for (JsonNode epoch : each(schedule.at("/step/epochs"))) {
        begun += epoch.intValue() <= e ? 1 : 0;
      }
      rate = initial * StrictMath.pow(schedule.at("/step/factor").doubleValue(), begun);
    }
    if (schedule.has("cosine")) {
      double last = schedule.at("/cosine/final").asDouble(0);
      int epochs = schedule.at("/cosine/epochs").intValue();
      double a = 0x1.921fb54442d18p+1 * Math.min(e, epochs) / epochs;
      rate = last + (initial - last) * (1 + StrictMath.cos(a)) / 2;
    }
    int warmup = schedule.at("/warmup/epochs").asInt(0);
    return (float) (e < warmup ? rate * (e * n + t + 1) / (warmup * n) : rate);
  }

  private static ObjectNode evaluation(JsonNode given) {
    float[] logits = floats(given.get("logits"));
    int[] labels = given.get("labels").valueStream().mapToInt(JsonNode::intValue).toArray();
    int classes = logits.length / labels.length;
    float[][] rows = new float[labels.length][];
    Arrays.setAll(rows, n -> Arrays.copyOfRange(logits, n * classes, (n + 1) * classes));
    Evaluation evaluation = evaluate(rows, labels, isSquared(given));
    return JSON.objectNode()
        .put("loss", Double.toHexString(evaluation.loss))
        .put("wrong", evaluation.wrong);
  }

  /** Returns whether a suite, or a vector, has the squared loss. */
  private static boolean isSquared(JsonNode given) {
    return given.path("loss").asString("cross-entropy").equals("squared");
  }

  private record Evaluation(double loss, int wrong) {}

  /** Section "Evaluation". */
  private static Evaluation evaluate(float[][] logits, int[] labels, boolean squared) {
    double losses = 0;
    int wrong = 0;
    for (int n = 0; n < labels.length; n++) {
      double largest = Double.NEGATIVE_INFINITY;
      int predicted = -1;
      boolean number = true;
      for (int c = 0; c < logits[n].length; c++) {
        number &= !Float.isNaN(logits[n][c]);
        if (predicted < 0 || logits[n][c] > largest) {
          predicted = c;
          largest = logits[n][c];
        }
      }
      double loss =
          squared ? squaredLoss(logits[n], labels[n]) : crossEntropy(logits[n], labels[n], largest);
      losses += number ? loss : Double.NaN;
      wrong += number && predicted == labels[n] ? 0 : 1;
    }
    return new Evaluation(losses / labels.length, wrong);
  }

  private static double crossEntropy(float[] logits, int label, double largest) {
    double sum = 0;
    for (float z : logits) {
      sum += StrictMath.exp(z - largest);
    }
    return StrictMath.log(sum) + largest - logits[label];
  }

  private static double squaredLoss(float[] logits, int label) {
    double sum = 0;
    for (int c = 0; c < logits.length; c++) {
      double z = logits[c];
      double t = c == label ? 1 : 0;
      sum += (z - t) * (z - t);
    }
    return sum / 2;
  }

  private static String hash(JsonNode tensors) {
    Hash hash = new Hash();
    for (JsonNode tensor : tensors) {
      int[] shape = tensor.get("shape").valueStream().mapToInt(JsonNode::intValue).toArray();
      if (tensor.get("type").stringValue().equals("int32")) {
        hash.ints(shape, tensor.get("values").valueStream().mapToInt(JsonNode::intValue).toArray());
      } else {
        String prefix = tensor.has("name") ? tensor.get("name").stringValue() + " " : "";
        hash.floats(prefix, shape, floats(tensor.get("values")));
      }
    }
    return hash.hex();
  }

  private static float[] floats(JsonNode texts) {
    float[] values = new float[texts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(texts.get(i).stringValue());
    }
    return values;
  }

  /** Section "Experiments of a suite": one of them. */
  private record Point(
      String id,
      JsonNode suite,
      JsonNode model,
      JsonNode experiment,
      int batch,
      long seed,
      Preparation preparation) {
    Network network() {
      return new Network(model, preparation.shape(), seed);
    }

    /** Returns the network with the parameters that the experiment starts from. */
    Network started() {
      Network network = network();
      if (experiment.path("start").asString("drawn").equals("interpolation")) {
        new Theorem(
                preparation.images(Preparation.TRAINING), preparation.labels(Preparation.TRAINING))
            .start(network.tensors(), seed);
      }
      return network;
    }

    float rate(int epoch, int step) {
      JsonNode schedule = suite.get("learningRate");
      double initial = model.path("learningRate").asDouble(schedule.get("initial").doubleValue());
      return IndependentAnswers.rate(
          schedule, initial, epoch, step, suite.at("/data/train").intValue() / batch);
    }

    /** Returns the indices of the batches, one after the other. */
    int[] order(int epoch) {
      int examples = suite.at("/data/train").intValue();
      int[] permutation = new Stream(seed, "order", epoch).permutation(examples);
      return Arrays.copyOf(permutation, examples / batch * batch);
    }

    float[][] trained(int epoch) {
      return preparation.augmented()
          ? preparation.augmentedImages(epoch)
          : preparation.images(Preparation.TRAINING);
    }
  }

  private List<Point> points(JsonNode suite) {
    List<Point> points = new ArrayList<>();
    Path folder =
        Set.of("shapes", "points").contains(suite.at("/data/set").stringValue())
            ? Path.of("none")
            : folders.apply(suite.at("/data/set").stringValue());
    for (JsonNode model : suite.get("models")) {
      for (JsonNode experiment : suite.get("experiments")) {
        for (JsonNode corruption : each(experiment.get("labelCorruption"))) {
          for (JsonNode batch : each(suite.get("batchSize"))) {
            for (JsonNode seed : suite.get("seeds")) {
              String name =
                  experiment.get("name").stringValue()
                      + (experiment.get("labelCorruption").isArray()
                          ? "-" + corruption.asString()
                          : "")
                      + (suite.get("batchSize").isArray() ? "-batch-" + batch.intValue() : "");
              points.add(
                  new Point(
                      model.get("name").stringValue() + "/" + name + "/seed-" + seed.longValue(),
                      suite,
                      model,
                      experiment,
                      batch.intValue(),
                      seed.longValue(),
                      new Preparation(
                          suite, experiment, corruption.doubleValue(), seed.longValue(), folder)));
            }
          }
        }
      }
    }
    return points;
  }

  private static Iterable<JsonNode> each(JsonNode sweep) {
    return sweep.isArray() ? sweep : List.of(sweep);
  }

  private Point only(JsonNode given) {
    return points(given.get("suite")).getFirst();
  }

  private ObjectNode experiments(JsonNode given) {
    ObjectNode answer = JSON.objectNode();
    for (Point point : points(given.get("suite"))) {
      answer.set(point.id, hashes(point, given.get("epochs")));
    }
    return answer;
  }

  private static ObjectNode hashes(Point point, JsonNode epochs) {
    int[] labels = point.preparation.labels(Preparation.TRAINING);
    int[] testLabels = point.preparation.labels(Preparation.TEST);
    ObjectNode answer =
        JSON.objectNode()
            .put("images", hash(point, point.preparation.images(Preparation.TRAINING)))
            .put("labels", new Hash().ints(new int[] {labels.length}, labels).hex())
            .put("testImages", hash(point, point.preparation.images(Preparation.TEST)))
            .put("testLabels", new Hash().ints(new int[] {testLabels.length}, testLabels).hex())
            .put("parameters", hash(point.started()));
    ArrayNode list = answer.putArray("epochs");
    for (JsonNode number : epochs) {
      int epoch = number.intValue();
      int[] order = point.order(epoch);
      int[] shape = {order.length / point.batch, point.batch};
      ObjectNode ofEpoch =
          list.addObject()
              .put("epoch", epoch)
              .put("learningRate", Float.toHexString(point.rate(epoch, shape[0] - 1)))
              .put("order", new Hash().ints(shape, order).hex());
      if (point.preparation.augmented()) {
        ofEpoch.put("augmentedImages", hash(point, point.trained(epoch)));
      }
    }
    return answer;
  }

  private static String hash(Point point, float[][] images) {
    int[] shape =
        IntStream.concat(IntStream.of(images.length), IntStream.of(point.preparation.shape()))
            .toArray();
    return new Hash().floats("", shape, images).hex();
  }

  private ObjectNode training(JsonNode given) {
    Point point = only(given);
    Network network = point.network();
    int[] labels = point.preparation.labels(Preparation.TRAINING);
    double momentum = Float.parseFloat(point.suite.at("/optimizer/momentum").asString());
    boolean nesterov = point.suite.at("/optimizer/nesterov").asBoolean(false);
    double decay = Float.parseFloat(point.experiment.at("/regularizers/weightDecay").asString());
    boolean squared = isSquared(point.suite);
    ObjectNode answer = JSON.objectNode();
    ArrayNode losses = answer.putArray("losses");
    int steps = given.get("steps").intValue();
    for (int epoch = 0; losses.size() < steps; epoch++) {
      float[][] images = point.trained(epoch);
      int[] order = point.order(epoch);
      for (int step = 0; step < order.length / point.batch && losses.size() < steps; step++) {
        int[] batch = Arrays.copyOfRange(order, step * point.batch, (step + 1) * point.batch);
        losses.add(
            network.step(
                Arrays.stream(batch).mapToObj(i -> images[i]).toArray(float[][]::new),
                Arrays.stream(batch).map(i -> labels[i]).toArray(),
                epoch,
                step,
                squared,
                point.rate(epoch, step),
                momentum,
                nesterov,
                decay));
      }
    }
    float[][] logits = network.predict(point.preparation.images(Preparation.TEST));
    return answer.put(
        "testLoss", evaluate(logits, point.preparation.labels(Preparation.TEST), squared).loss);
  }

  private static ArrayNode texts(JsonNode given, Supplier<String> next) {
    ArrayNode answer = JSON.arrayNode();
    for (int i = 0; i < given.get("count").intValue(); i++) {
      answer.add(next.get());
    }
    return answer;
  }

  private static ArrayNode ints(int... values) {
    ArrayNode answer = JSON.arrayNode();
    for (int value : values) {
      answer.add(value);
    }
    return answer;
  }
}
