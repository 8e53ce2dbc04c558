package dev.rote.runner.suite.yaml;

import dev.rote.api.Initializer;
import dev.rote.api.Loss;
import dev.rote.runner.data.LabelNoise;
import dev.rote.runner.data.Preprocessing;
import dev.rote.runner.suite.DataSpec;
import dev.rote.runner.suite.ExperimentSpec;
import dev.rote.runner.suite.LearningRate;
import dev.rote.runner.suite.LearningRate.CosineDecay;
import dev.rote.runner.suite.LearningRate.ExponentialDecay;
import dev.rote.runner.suite.LearningRate.StepDecay;
import dev.rote.runner.suite.Measuring;
import dev.rote.runner.suite.ModelSpec;
import dev.rote.runner.suite.Optimizer;
import dev.rote.runner.suite.PaperFigure;
import dev.rote.runner.suite.Start;
import dev.rote.runner.suite.StopRule;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.Sweep;
import dev.rote.runner.suite.Thresholds;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a suite as it was understood: models inlined, composites expanded, defaults filled in. A
 * worker gets its suite in this form, and a result keeps it; {@link SuiteReader#readResolved} reads
 * it back to an equal suite.
 */
public final class SuiteWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SuiteWriter() {}

  /** Returns the suite as one line of JSON. */
  public static String write(Suite suite) {
    return tree(suite).toString();
  }

  /** Returns the suite as a JSON object, to become part of a larger document. */
  public static ObjectNode tree(Suite suite) {
    ObjectNode json = JSON.objectNode();
    json.put("name", suite.name());
    json.put("description", suite.description());
    json.set("data", data(suite.data()));
    json.set("preprocessing", preprocessing(suite.preprocessing()));
    json.set("models", array(suite.models(), SuiteWriter::model));
    // It came later: what says nothing of it is written as ever.
    if (suite.loss() != Loss.CROSS_ENTROPY) {
      json.put("loss", suite.loss().id());
    }
    json.set("optimizer", optimizer(suite.optimizer()));
    json.set("learningRate", learningRate(suite.learningRate()));
    json.set("batchSize", sweep(suite.batchSize(), JSON::numberNode));
    json.set("experiments", array(suite.experiments(), SuiteWriter::experiment));
    json.set("seeds", array(suite.seeds(), JSON::numberNode));
    json.set("thresholds", thresholds(suite.thresholds()));
    json.set("stop", stop(suite.stop()));
    json.set("measure", measure(suite.measure()));
    // Only where there are some: what was written before there were twins stays as it is.
    if (suite.twins() > 0) {
      json.put("twins", suite.twins());
    }
    return json;
  }

  private static ObjectNode data(DataSpec data) {
    return JSON.objectNode()
        .put("set", data.set().id())
        .put("train", data.train())
        .put("test", data.test());
  }

  private static ObjectNode preprocessing(Preprocessing preprocessing) {
    ObjectNode json = JSON.objectNode().put("scale", preprocessing.scale());
    preprocessing
        .crop()
        .ifPresentOrElse(crop -> json.put("crop", crop), () -> json.put("crop", "none"));
    return json.put("whiten", preprocessing.whiten());
  }

  private static ObjectNode model(ModelSpec model) {
    ObjectNode json = JSON.objectNode().put("name", model.name());
    model.learningRate().ifPresent(rate -> json.put("learningRate", rate));
    json.set("initializer", initializer(model));
    json.set("layers", array(model.layers(), LayerWriter::layer));
    return json;
  }

  private static ObjectNode initializer(ModelSpec model) {
    Initializer initializer = model.initializer();
    ObjectNode json = JSON.objectNode().put("scheme", ModelReader.id(initializer.scheme()));
    return model.beginsAtZero() ? json : json.put("gain", initializer.gain());
  }

  private static ObjectNode optimizer(Optimizer optimizer) {
    ObjectNode json =
        JSON.objectNode().put("type", Optimizer.TYPE).put("momentum", optimizer.momentum());
    // It came later: what says nothing of it is written as ever.
    return optimizer.nesterov() ? json.put("nesterov", true) : json;
  }

  private static ObjectNode learningRate(LearningRate rate) {
    ObjectNode json = JSON.objectNode().put("initial", rate.initial());
    switch (rate.schedule()) {
      case ExponentialDecay decay -> json.put("decayPerEpoch", decay.perEpoch());
      case StepDecay step ->
          json.putObject("step")
              .<ObjectNode>set("epochs", array(step.epochs(), JSON::numberNode))
              .put("factor", step.factor());
      case CosineDecay cosine ->
          json.putObject("cosine").put("epochs", cosine.epochs()).put("final", cosine.last());
    }
    if (rate.warmupEpochs() > 0) {
      json.putObject("warmup").put("epochs", rate.warmupEpochs());
    }
    return json;
  }

  private static ObjectNode experiment(ExperimentSpec experiment) {
    ObjectNode json = JSON.objectNode().put("name", experiment.name());
    if (!experiment.models().isEmpty()) {
      json.set("models", array(experiment.models(), JSON::stringNode));
    }
    experiment.train().ifPresent(train -> json.set("train", sweep(train, JSON::numberNode)));
    json.set("labelCorruption", sweep(experiment.labelCorruption(), SuiteWriter::decimal));
    // It came later: what says nothing of it is written as ever.
    if (experiment.labelNoise() != LabelNoise.UNIFORM) {
      json.put("labelNoise", experiment.labelNoise().id());
    }
    json.put("inputCorruption", experiment.inputCorruption().id());
    ObjectNode regularizers = json.putObject("regularizers");
    regularizers.put("weightDecay", experiment.weightDecay());
    regularizers.set("augmentation", AugmentationWriter.augmentation(experiment.augmentation()));
    // These came later as well.
    if (experiment.start() != Start.DRAWN) {
      json.put("start", experiment.start().id());
    }
    if (!experiment.paper().isEmpty()) {
      json.set("paper", array(experiment.paper(), SuiteWriter::figure));
    }
    return json;
  }

  private static ObjectNode figure(PaperFigure figure) {
    ObjectNode json = JSON.objectNode();
    figure.model().ifPresent(model -> json.put("model", model));
    if (!figure.converged()) {
      json.put("converged", false);
    }
    figure.trainAccuracy().ifPresent(share -> json.put("trainAccuracy", share));
    figure.testAccuracy().ifPresent(share -> json.put("testAccuracy", share));
    figure
        .slowdown()
        .ifPresent(times ->
            json.set("slowdown", array(List.of(times.least(), times.most()), JSON::numberNode)));
    json.put("of", figure.of().id()).put("where", figure.where());
    figure.unlike().ifPresent(unlike -> json.put("unlike", unlike));
    return json;
  }

  /** Keeps the point of 1.0, because the number becomes part of a name. */
  private static JsonNode decimal(BigDecimal value) {
    return value.scale() > 0
        ? JSON.numberNode(value.doubleValue())
        : JSON.numberNode(value.longValueExact());
  }

  private static ObjectNode thresholds(Thresholds thresholds) {
    ObjectNode json = JSON.objectNode().put("error", thresholds.error());
    json.set("loss", array(thresholds.loss(), JSON::numberNode));
    return json;
  }

  private static ObjectNode stop(StopRule stop) {
    return JSON.objectNode()
        .put("until", stop.until().id())
        .put("maxEpochs", stop.maxEpochs())
        .put("timeout", Durations.format(stop.timeout()));
  }

  private static JsonNode measure(Measuring measure) {
    if (measure.forks() == 0) {
      return JSON.stringNode("none");
    }
    ObjectNode json = JSON.objectNode();
    json.set("batchSizes", array(measure.batchSizes(), JSON::numberNode));
    json.put("forks", measure.forks());
    json.putObject("warmup")
        .put("iterations", measure.warmupIterations())
        .put("time", Durations.format(measure.warmupTime()));
    return json.put("iterations", measure.iterations())
        .put("time", Durations.format(measure.iterationTime()));
  }

  private static <T> JsonNode sweep(Sweep<T> sweep, Function<T, JsonNode> write) {
    return sweep.listed() ? array(sweep.values(), write) : write.apply(sweep.values().getFirst());
  }

  static <T> ArrayNode array(Collection<T> values, Function<T, ? extends JsonNode> write) {
    ArrayNode json = JSON.arrayNode();
    values.forEach(value -> json.add(write.apply(value)));
    return json;
  }
}
