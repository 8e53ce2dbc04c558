package dev.rote.runner.specification;

import dev.rote.api.Batches;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.DirectBuffers;
import dev.rote.api.Distribution;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.api.Loss;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import dev.rote.api.Role;
import dev.rote.api.Shape;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import dev.rote.backend.reference.ReferenceBackend;
import dev.rote.runner.data.Augmentation;
import dev.rote.runner.data.DataRecipe;
import dev.rote.runner.data.Draws;
import dev.rote.runner.data.InputCorruption;
import dev.rote.runner.data.LabelNoise;
import dev.rote.runner.data.PreparedData;
import dev.rote.runner.data.Preprocessing;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.data.set.ImageSource;
import dev.rote.runner.data.set.Split;
import dev.rote.runner.parity.OneUlp;
import dev.rote.runner.plan.Expansion;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.random.RandomStream;
import dev.rote.runner.result.Evaluation;
import dev.rote.runner.suite.LearningRate;
import dev.rote.runner.suite.yaml.SuiteReader;
import dev.rote.runner.training.Epoch;
import dev.rote.runner.training.Evaluator;
import dev.rote.runner.training.InitialParameters;
import dev.rote.runner.training.TensorHash;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What Rote's own code makes of the inputs of a {@link Vector}. */
final class RunnerAnswers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Function<DataSet, DataLocations> locations;

  /**
   * @param locations where a set's files are
   */
  RunnerAnswers(Function<DataSet, DataLocations> locations) {
    this.locations = locations;
  }

  JsonNode answer(Vector vector) {
    JsonNode given = vector.given();
    return switch (vector.section()) {
      case "nextLong" -> {
        RandomStream stream = stream(given);
        yield drawn(given, () -> "%016x".formatted(stream.nextLong()));
      }
      case "nextDouble" -> {
        RandomStream stream = stream(given);
        yield drawn(given, () -> Double.toHexString(stream.nextDouble()));
      }
      case "nextNormal" -> {
        RandomStream stream = stream(given);
        yield drawn(given, () -> Double.toHexString(stream.nextNormal()));
      }
      case "nextInt" -> nextInt(given);
      case "permutation" -> ints(stream(given).permutation(given.get("n").intValue()));
      case "functions" -> JSON.stringNode(Double.toHexString(function(given)));
      case "shapes" -> shapes(given);
      case "labels" -> ints(values(prepare(labelled(given)).train().labels()));
      case "augmentation" -> augmentation(given);
      case "images" -> images(given);
      case "parameters" -> parameters(only(given), given.path("twin").asInt(0));
      case "dropout" -> dropout(given);
      case "learningRate" -> learningRates(given);
      case "evaluation" -> evaluation(given);
      case "hash" -> hash(given.get("tensors"));
      case "experiment" -> experiments(given);
      case "training" -> training(given);
      default -> throw new IllegalArgumentException("no section " + vector.section());
    };
  }

  private static RandomStream stream(JsonNode given) {
    return RandomStream.of(
        given.get("seed").longValue(),
        given.get("purpose").stringValue(),
        given.get("indices").valueStream().mapToLong(JsonNode::longValue).toArray());
  }

  private static ArrayNode drawn(JsonNode given, Supplier<String> next) {
    return strings(Stream.generate(next).limit(given.get("count").intValue()).toList());
  }

  private static ArrayNode nextInt(JsonNode given) {
    RandomStream stream = stream(given);
    int bound = given.get("bound").intValue();
    return ints(
        IntStream.generate(() -> stream.nextInt(bound))
            .limit(given.get("count").intValue())
            .toArray());
  }

  private static double function(JsonNode given) {
    double[] arguments =
        given.get("arguments").valueStream().mapToDouble(RunnerAnswers::number).toArray();
    return switch (given.get("function").stringValue()) {
      case "log" -> StrictMath.log(arguments[0]);
      case "sin" -> StrictMath.sin(arguments[0]);
      case "cos" -> StrictMath.cos(arguments[0]);
      case "exp" -> StrictMath.exp(arguments[0]);
      case "pow" -> StrictMath.pow(arguments[0], arguments[1]);
      default -> throw new IllegalArgumentException("no function " + given.get("function"));
    };
  }

  private static ObjectNode shapes(JsonNode given) {
    DataSet shapes = DataSet.byId("shapes").orElseThrow();
    int image = given.get("image").intValue();
    ObjectNode answer = JSON.objectNode();
    Split split =
        Stream.of(Split.values())
            .filter(each -> each.adjective().equals(given.get("split").stringValue()))
            .findFirst()
            .orElseThrow();
    ImageSource source = shapes.open(new DataLocations(List.of(Path.of("."))));
    source.read(
        split,
        image + 1,
        block -> {
          if (block.first() + block.count() == image + 1) {
            int size = shapes.shape().size();
            int offset = (block.count() - 1) * size;
            byte[] pixels = Arrays.copyOfRange(block.pixels(), offset, offset + size);
            answer.put("label", (int) block.labels()[block.count() - 1]);
            answer.set(
                "row",
                ints(
                    IntStream.range(14 * 28, 15 * 28)
                        .map(i -> Byte.toUnsignedInt(pixels[i]))
                        .toArray()));
            answer.put("sha256", sha256(pixels));
          }
        });
    return answer;
  }

  private static DataRecipe labelled(JsonNode given) {
    return new DataRecipe(
        DataSet.byId("shapes").orElseThrow(),
        given.get("train").intValue(),
        1,
        new Preprocessing(true, OptionalInt.empty(), false),
        given.get("labelCorruption").doubleValue(),
        given.path("labelNoise").asString("").equals("symmetric")
            ? LabelNoise.SYMMETRIC
            : LabelNoise.UNIFORM,
        InputCorruption.NONE,
        Augmentation.NONE,
        given.get("seed").longValue());
  }

  private static ObjectNode augmentation(JsonNode given) {
    String suite =
        """
        {name: augmented, data: {set: %s}, preprocessing: {crop: %d}, seeds: [%d],
        models: [{name: linear, layers: [flatten, {dense: 10}]}], batchSize: 1,
        optimizer: {type: sgd, momentum: 0}, learningRate: {initial: 0},
        experiments: [{name: a, regularizers: {augmentation: %s}}]}
        """
            .formatted(
                given.get("set").stringValue(),
                given.get("crop").intValue(),
                given.get("seed").longValue(),
                given.get("augmentation"));
    Experiment experiment = Expansion.of(SuiteReader.readResolved(suite, "suite")).getFirst();
    Draws draws =
        new Draws(experiment.data(), given.get("epoch").intValue(), given.get("image").intValue());
    ObjectNode answer =
        JSON.objectNode()
            .put("top", draws.top())
            .put("left", draws.left())
            .put("flip", draws.flipped());
    draws.rotation().ifPresent(degrees -> answer.put("rotation", Double.toHexString(degrees)));
    draws.brightness().ifPresent(share -> answer.put("brightness", Double.toHexString(share)));
    draws.contrast().ifPresent(factor -> answer.put("contrast", Double.toHexString(factor)));
    return answer;
  }

  private ObjectNode images(JsonNode given) {
    PreparedData data = prepare(only(given).data());
    Examples train =
        given.has("epoch")
            ? data.training().window(given.get("epoch").intValue(), 0).examples()
            : data.train();
    ObjectNode answer = JSON.objectNode();
    answer.set("train", elements(train.images(), given.get("train")));
    answer.set("test", elements(data.test().images(), given.get("test")));
    return answer;
  }

  private static ArrayNode elements(Images images, JsonNode places) {
    return strings(
        places
            .valueStream()
            .map(place ->
                images.slice(place.get(0).intValue(), 1).values().get(place.get(1).intValue()))
            .map(Float::toHexString)
            .toList());
  }

  private static ObjectNode parameters(Experiment experiment, int twin) {
    Parameters drawn = InitialParameters.draw(experiment.model(), experiment.seed());
    Parameters parameters = twin == 0 ? drawn : OneUlp.twin(drawn, experiment.seed(), twin);
    ObjectNode answer = JSON.objectNode();
    ArrayNode tensors = answer.putArray("tensors");
    for (ParameterSpec spec : parameters.specs()) {
      float[] values = parameters.toArray(spec.name());
      ObjectNode tensor = tensors.addObject().put("name", spec.name());
      tensor.set("shape", ints(spec.shape().dimensions()));
      tensor.set(
          "first",
          strings(
              IntStream.range(0, Math.min(3, values.length))
                  .mapToObj(i -> Float.toHexString(values[i]))
                  .toList()));
    }
    return answer.put("hash", TensorHash.of(parameters));
  }

  private static ArrayNode dropout(JsonNode given) {
    Experiment experiment = only(given);
    Epoch epoch =
        epoch(
            experiment,
            given.get("epoch").intValue(),
            DirectBuffers.ints(experiment.data().train()));
    Batches batches = epoch.batches(given.get("step").intValue(), 1);
    ArrayNode answer = JSON.arrayNode();
    for (LayerNode node : experiment.model().allNodes()) {
      if (node.layer() instanceof Layer.Dropout) {
        float[] mask = new float[experiment.batchSize() * node.input().size()];
        batches.dropoutMask(0, node, FloatBuffer.wrap(mask));
        StringBuilder kept = new StringBuilder();
        float scale = 0;
        for (float value : mask) {
          kept.append(value == 0 ? '0' : '1');
          scale = Math.max(scale, value);
        }
        answer
            .addObject()
            .put("name", node.name())
            .put("kept", kept.toString())
            .put("scale", Float.toHexString(scale));
      }
    }
    return answer;
  }

  private static ArrayNode learningRates(JsonNode given) {
    LearningRate rate =
        new LearningRate(
            given.get("initial").doubleValue(),
            schedule(given),
            given.at("/warmup/epochs").asInt(0));
    int stepsOfEpoch = given.path("stepsOfEpoch").asInt(1);
    Stream<Float> rates =
        given.has("steps")
            ? given
                .get("steps")
                .valueStream()
                .map(step -> rate.at(step.get(0).intValue(), step.get(1).intValue(), stepsOfEpoch))
            : given
                .get("epochs")
                .valueStream()
                .map(epoch -> rate.atEndOf(epoch.intValue(), stepsOfEpoch));
    return strings(rates.map(Float::toHexString).toList());
  }

  private static LearningRate.Schedule schedule(JsonNode given) {
    JsonNode step = given.path("step");
    JsonNode cosine = given.path("cosine");
    if (step.isObject()) {
      return new LearningRate.StepDecay(
          step.get("epochs").valueStream().map(JsonNode::intValue).toList(),
          step.get("factor").doubleValue());
    }
    return cosine.isObject()
        ? new LearningRate.CosineDecay(
            cosine.get("epochs").intValue(), cosine.path("final").asDouble(0))
        : new LearningRate.ExponentialDecay(given.get("decayPerEpoch").doubleValue());
  }

  private static ObjectNode evaluation(JsonNode given) {
    float[] logits = floats(given.get("logits"));
    int[] labels = given.get("labels").valueStream().mapToInt(JsonNode::intValue).toArray();
    Evaluation evaluation =
        Evaluator.evaluate(
            loss(given),
            FloatBuffer.wrap(logits),
            IntBuffer.wrap(labels),
            logits.length / labels.length);
    return JSON.objectNode()
        .put("loss", Double.toHexString(evaluation.loss()))
        .put("wrong", evaluation.wrong());
  }

  private static Loss loss(JsonNode given) {
    String id = given.path("loss").asString(Loss.CROSS_ENTROPY.id());
    return Stream.of(Loss.values()).filter(loss -> loss.id().equals(id)).findFirst().orElseThrow();
  }

  /** Hashes images, integers, or parameters, whichever the tensors are. */
  private static JsonNode hash(JsonNode tensors) {
    if (tensors.get(0).has("name")) {
      List<ParameterSpec> specs = new ArrayList<>();
      Map<String, float[]> values = new HashMap<>();
      for (JsonNode tensor : tensors) {
        String name = tensor.get("name").stringValue();
        specs.add(
            new ParameterSpec(name, shape(tensor), Role.WEIGHT, new Distribution.Constant(0)));
        values.put(name, floats(tensor.get("values")));
      }
      return JSON.stringNode(TensorHash.of(Parameters.of(specs, values)));
    }
    TensorHash hash = new TensorHash();
    for (JsonNode tensor : tensors) {
      List<Integer> dimensions = shape(tensor).dimensions();
      if (tensor.get("type").stringValue().equals("int32")) {
        int[] values = tensor.get("values").valueStream().mapToInt(JsonNode::intValue).toArray();
        hash.add(IntBuffer.wrap(values), dimensions.stream().mapToInt(Integer::intValue).toArray());
      } else {
        hash.add(
            new Images(
                dimensions.getFirst(),
                new Shape(dimensions.subList(1, dimensions.size())),
                FloatBuffer.wrap(floats(tensor.get("values")))));
      }
    }
    return JSON.stringNode(hash.hex());
  }

  private static Shape shape(JsonNode tensor) {
    return new Shape(tensor.get("shape").valueStream().map(JsonNode::intValue).toList());
  }

  private ObjectNode experiments(JsonNode given) {
    ObjectNode answer = JSON.objectNode();
    for (Experiment experiment : experimentsOf(given)) {
      answer.set(experiment.id(), hashes(experiment, given.get("epochs")));
    }
    return answer;
  }

  private ObjectNode hashes(Experiment experiment, JsonNode epochs) {
    PreparedData data = prepare(experiment.data());
    ObjectNode answer =
        JSON.objectNode()
            .put("images", TensorHash.of(data.train().images()))
            .put("labels", TensorHash.of(data.train().labels(), data.train().count()))
            .put("testImages", TensorHash.of(data.test().images()))
            .put("testLabels", TensorHash.of(data.test().labels(), data.test().count()))
            .put(
                "parameters",
                TensorHash.of(
                    InitialParameters.of(
                        experiment.start(), experiment.model(), data.train(), experiment.seed())));
    ArrayNode ofEpochs = answer.putArray("epochs");
    for (JsonNode epoch : epochs) {
      Examples examples = data.training().window(epoch.intValue(), 0).examples();
      TensorHash order = new TensorHash();
      Epoch planned = epoch(experiment, epoch.intValue(), DirectBuffers.ints(examples.count()));
      planned.addTo(order);
      ObjectNode ofEpoch =
          ofEpochs
              .addObject()
              .put("epoch", epoch.intValue())
              .put(
                  "learningRate",
                  Float.toHexString(
                      experiment.learningRate().atEndOf(epoch.intValue(), planned.steps())))
              .put("order", order.hex());
      if (data.training().freshEveryEpoch()) {
        ofEpoch.put("augmentedImages", TensorHash.of(examples.images()));
      }
    }
    return answer;
  }

  /** The oracle's losses. */
  private ObjectNode training(JsonNode given) {
    Experiment experiment = only(given);
    PreparedData data = prepare(experiment.data());
    TrainingPlan plan =
        new TrainingPlan(
            experiment.model(),
            Device.first(DeviceKind.CPU),
            1,
            experiment.batchSize(),
            experiment.loss(),
            experiment.optimizer());
    ArrayNode losses = JSON.arrayNode();
    FloatBuffer loss = DirectBuffers.floats(1);
    int steps = given.get("steps").intValue();
    try (Trainer trainer =
        new ReferenceBackend()
            .open(plan, InitialParameters.draw(experiment.model(), experiment.seed()))) {
      for (int number = 0; losses.size() < steps; number++) {
        Examples examples = data.training().window(number, 0).examples();
        trainer.load(examples);
        Epoch epoch = epoch(experiment, number, DirectBuffers.ints(examples.count()));
        for (int step = 0; step < epoch.steps() && losses.size() < steps; step++) {
          float rate = experiment.learningRate().at(number, step, epoch.steps());
          trainer.train(epoch.batches(step, 1), rate, loss);
          losses.add((double) loss.get(0));
        }
      }
      FloatBuffer logits = DirectBuffers.floats(data.test().count() * experiment.model().classes());
      trainer.predict(data.test().images(), logits);
      Evaluation evaluation =
          Evaluator.evaluate(
              experiment.loss(), logits, data.test().labels(), experiment.model().classes());
      ObjectNode answer = JSON.objectNode().put("testLoss", evaluation.loss());
      answer.set("losses", losses);
      return answer;
    }
  }

  private static Epoch epoch(Experiment experiment, int number, IntBuffer storage) {
    return new Epoch(
        experiment.model(), experiment.seed(), number, experiment.batchSize(), storage);
  }

  private PreparedData prepare(DataRecipe recipe) {
    return PreparedData.prepare(recipe, locations.apply(recipe.set()));
  }

  private static Experiment only(JsonNode given) {
    List<Experiment> experiments = experimentsOf(given);
    if (experiments.size() != 1) {
      throw new IllegalArgumentException("the suite has " + experiments.size() + " experiments");
    }
    return experiments.getFirst();
  }

  private static List<Experiment> experimentsOf(JsonNode given) {
    return Expansion.of(SuiteReader.readResolved(given.get("suite").toString(), "suite"));
  }

  private static float[] floats(JsonNode values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) number(values.get(i));
    }
    return floats;
  }

  private static double number(JsonNode text) {
    return Double.parseDouble(text.stringValue());
  }

  private static int[] values(IntBuffer buffer) {
    return IntStream.range(0, buffer.capacity()).map(buffer::get).toArray();
  }

  private static ArrayNode ints(int... values) {
    ArrayNode array = JSON.arrayNode();
    Arrays.stream(values).forEach(array::add);
    return array;
  }

  private static ArrayNode ints(Collection<Integer> values) {
    return ints(values.stream().mapToInt(Integer::intValue).toArray());
  }

  private static ArrayNode strings(List<String> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(array::add);
    return array;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
