package dev.rote.runner.cli.output;

import static java.util.stream.Collectors.joining;

import dev.rote.api.LayerNode;
import dev.rote.api.Model;
import dev.rote.runner.data.Augmentation;
import dev.rote.runner.data.InputCorruption;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.suite.Decimals;
import dev.rote.runner.suite.LearningRate;
import dev.rote.runner.suite.LearningRate.CosineDecay;
import dev.rote.runner.suite.LearningRate.ExponentialDecay;
import dev.rote.runner.suite.LearningRate.StepDecay;
import dev.rote.runner.suite.Measuring;
import dev.rote.runner.suite.Optimizer;
import dev.rote.runner.suite.PaperFigure;
import dev.rote.runner.suite.Start;
import dev.rote.runner.suite.StopRule;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.Thresholds;
import dev.rote.runner.suite.yaml.Durations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A suite in text for people, {@value #COLUMNS} columns wide. */
public final class SuiteDescription {
  /** How wide it is at most. */
  public static final int COLUMNS = 100;

  private static final int LABEL = 15;
  private static final String LAYER_ROW = "%-42s  %16s  %12s\n";

  private final Suite suite;
  private final Map<String, Suite> profiles;
  private final List<Experiment> experiments;
  private final StringBuilder text = new StringBuilder();

  /**
   * Describes a suite.
   *
   * @param profiles that its file has, by name
   * @param experiments what it expands to
   * @param layers whether the layers of its networks are listed
   */
  public SuiteDescription(
      Suite suite, Map<String, Suite> profiles, List<Experiment> experiments, boolean layers) {
    this.suite = suite;
    this.profiles = profiles;
    this.experiments = experiments;
    addSettings();
    addModels();
    if (layers) {
      models().forEach(experiment -> addLayers(experiment.model()));
    }
    addExperiments();
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void addSettings() {
    addWrapped("", suite.name());
    if (!suite.description().isBlank()) {
      addWrapped("", suite.description().strip());
    }
    text.append('\n');
    addSetting("data", suite.data().inWords() + " of " + suite.data().set().shape());
    addSetting("preprocessing", preprocessing());
    switch (suite.loss()) {
      case CROSS_ENTROPY -> {}
      case SQUARED ->
          addSetting("loss", "squared, 1/2 of the squared distance from the one-hot label");
    }
    addSetting("optimizer", optimizer(suite.optimizer()));
    addSetting("learning rate", learningRate(suite.learningRate()));
    addSetting("batch size", batchSizes());
    addSetting("zero means", thresholds(suite.thresholds()));
    addSetting("stops", stop(suite.stop()));
    addSetting("throughput", measure(suite.measure()));
    if (suite.twins() > 0) {
      addSetting("twins", suite.twins() + " of every cell, one ulp beside");
    }
    profiles.forEach((name, profile) -> addSetting("--profile " + name, shortly(profile)));
  }

  private void addSetting(String label, String value) {
    addWrapped(("%-" + LABEL + "s").formatted(label.length() < LABEL ? label : label + " "), value);
  }

  private String preprocessing() {
    List<String> steps = new ArrayList<>();
    if (suite.preprocessing().scale()) {
      steps.add("divided by 255");
    }
    suite
        .preprocessing()
        .crop()
        .ifPresent(crop -> steps.add("cropped to %dx%d".formatted(crop, crop)));
    if (suite.preprocessing().whiten()) {
      steps.add("whitened");
    }
    return (steps.isEmpty() ? "none" : String.join(", ", steps))
        + "; the network sees "
        + suite.imageShape();
  }

  private static String optimizer(Optimizer optimizer) {
    return "SGD with "
        + (optimizer.nesterov() ? "Nesterov's momentum " : "momentum ")
        + number(optimizer.momentum());
  }

  private static String learningRate(LearningRate rate) {
    String schedule =
        switch (rate.schedule()) {
          case ExponentialDecay decay ->
              decay.perEpoch() == 1
                  ? " in every epoch"
                  : ", times " + number(decay.perEpoch()) + " after every epoch";
          case StepDecay step ->
              ", times %s at the beginning of epoch %s, the first being 0"
                  .formatted(
                      number(step.factor()),
                      step.epochs().stream().map(String::valueOf).collect(joining(" and of ")));
          case CosineDecay cosine ->
              format(
                  ", to %s along half a cosine over %,d epochs",
                  number(cosine.last()), cosine.epochs());
        };
    return number(rate.initial()) + schedule + warmup(rate);
  }

  private static String warmup(LearningRate rate) {
    return switch (rate.warmupEpochs()) {
      case 0 -> "";
      case 1 -> "; warm-up over the steps of the first epoch";
      default -> format("; warm-up over the steps of the first %,d epochs", rate.warmupEpochs());
    };
  }

  private String batchSizes() {
    return suite.batchSize().values().stream()
        .map(size -> format("%d (%,d steps an epoch)", size, suite.data().train() / size))
        .collect(joining(", "));
  }

  private static String thresholds(Thresholds thresholds) {
    return "error at most "
        + number(thresholds.error())
        + thresholds.loss().stream()
            .map(loss -> ", loss at most " + number(loss))
            .collect(joining());
  }

  private static String stop(StopRule stop) {
    String goal =
        switch (stop.until()) {
          case ERROR -> "at that error";
          case ALL -> "at all of these";
        };
    return format(
        "%s, or after %,d epochs, or after %s",
        goal, stop.maxEpochs(), Durations.format(stop.timeout()));
  }

  private static String measure(Measuring measure) {
    if (measure.forks() == 0) {
      return "not measured";
    }
    return "batch size %s; %d forks, each %d x %s warm-up and %d x %s"
        .formatted(
            measure.batchSizes().stream().map(String::valueOf).collect(joining(", ")),
            measure.forks(),
            measure.warmupIterations(),
            Durations.format(measure.warmupTime()),
            measure.iterations(),
            Durations.format(measure.iterationTime()));
  }

  /** What makes a run of it long or short. */
  private static String shortly(Suite profile) {
    return format(
        "%,d training and %,d test images, at most %,d epochs, %s",
        profile.data().train(),
        profile.data().test(),
        profile.stop().maxEpochs(),
        profile.seeds().size() == 1 ? "1 seed" : profile.seeds().size() + " seeds");
  }

  private void addModels() {
    Collection<Experiment> models = models();
    int name = models.stream().mapToInt(model -> model.model().name().length()).max().orElse(0);
    String row = "%-" + Math.max(name, 5) + "s  %12s  %16s  %16s  %13s\n";
    text.append('\n');
    text.append(
        row.formatted(
            "model", "parameters", "FLOPs/prediction", "FLOPs/training", "learning rate"));
    for (Experiment experiment : models) {
      Model model = experiment.model();
      text.append(
          row.formatted(
              model.name(),
              grouped(model.trainedParameterCount()),
              grouped(model.predictionFlops()),
              grouped(model.trainingFlops()),
              number(experiment.learningRate().initial())));
    }
    text.append(
        "FLOPs are per example, of dense layers and convolutions, a multiply-add as two.\n");
  }

  /** Returns the first of every model's experiments. */
  private Collection<Experiment> models() {
    Map<String, Experiment> first = new LinkedHashMap<>();
    experiments.forEach(experiment -> first.putIfAbsent(experiment.model().name(), experiment));
    return first.values();
  }

  private void addLayers(Model model) {
    text.append('\n').append(model.name()).append('\n');
    text.append(LAYER_ROW.formatted("  layer", "output", "parameters"));
    text.append(LAYER_ROW.formatted("  (images)", model.input(), "-"));
    addLayers(model.nodes(), 1);
  }

  private void addLayers(List<LayerNode> nodes, int depth) {
    for (LayerNode node : nodes) {
      String name = "  ".repeat(depth) + node.name();
      text.append(LAYER_ROW.formatted(name, node.output(), parameterCount(node)));
      for (int branch = 0; branch < node.branches().size(); branch++) {
        text.append("  ".repeat(depth + 1)).append("branch ").append(branch + 1).append('\n');
        addLayers(node.branches().get(branch), depth + 2);
      }
    }
  }

  private static String parameterCount(LayerNode node) {
    long count =
        node.parameters().stream()
            .filter(spec -> spec.role().trained())
            .mapToLong(spec -> spec.shape().size())
            .sum();
    return count == 0 ? "-" : grouped(count);
  }

  private void addExperiments() {
    int id = experiments.stream().mapToInt(each -> each.id().length()).max().orElse(0);
    text.append('\n').append(counted(experiments.size(), "experiment"));
    for (Experiment experiment : experiments) {
      addWrapped(
          ("%-" + (id + 2) + "s").formatted(experiment.id()),
          changes(experiment) + published(experiment));
    }
  }

  private String published(Experiment experiment) {
    return suite
        .paper(experiment.model().name(), experiment.name())
        .map(figure -> "; published: " + published(figure))
        .orElse("");
  }

  private static String published(PaperFigure figure) {
    List<String> parts = new ArrayList<>();
    if (!figure.converged()) {
      parts.add("did not converge");
    }
    figure.trainAccuracy().ifPresent(share -> parts.add("train " + percent(share)));
    figure.testAccuracy().ifPresent(share -> parts.add("test " + percent(share)));
    parts.add(
        switch (figure.of()) {
          case FINAL -> "last epoch";
          case BEST -> "best epoch";
          case UNKNOWN -> "epoch not said";
        });
    return "%s (%s)%s"
        .formatted(
            String.join(", ", parts),
            figure.where().strip(),
            figure.unlike().map(unlike -> "; here " + unlike.strip()).orElse(""));
  }

  private static String changes(Experiment experiment) {
    List<String> changes = new ArrayList<>();
    if (experiment.data().labelCorruption() > 0) {
      changes.add(
          "label corruption "
              + experiment.data().labelCorruption()
              + switch (experiment.data().labelNoise()) {
                case UNIFORM -> "";
                case SYMMETRIC -> " by other classes";
              });
    }
    if (experiment.data().inputCorruption() != InputCorruption.NONE) {
      changes.add("input corruption " + experiment.data().inputCorruption().id());
    }
    if (experiment.start() == Start.INTERPOLATION) {
      changes.add("start by interpolation");
    }
    if (experiment.optimizer().weightDecay() > 0) {
      changes.add("weight decay " + number(experiment.optimizer().weightDecay()));
    }
    addAugmentation(experiment.data().augmentation(), changes);
    return changes.isEmpty() ? "data as they are" : String.join(", ", changes);
  }

  private static void addAugmentation(Augmentation augmentation, List<String> changes) {
    augmentation
        .crop()
        .ifPresent(padding ->
            changes.add("random-crop" + (padding > 0 ? " with padding " + padding : "")));
    if (augmentation.flip()) {
      changes.add("random-flip");
    }
    if (augmentation.rotation() > 0) {
      changes.add("random-rotation up to %s degrees".formatted(number(augmentation.rotation())));
    }
    if (augmentation.brightness() > 0) {
      changes.add("random-brightness up to " + number(augmentation.brightness()));
    }
    if (augmentation.contrast() > 0) {
      changes.add("random-contrast up to " + number(augmentation.contrast()));
    }
  }

  private void addWrapped(String label, String value) {
    text.append(wrapped(label, value));
  }

  /** Returns text behind a label, with further lines indented as far, or less if little is left. */
  public static String wrapped(String label, String value) {
    StringBuilder text = new StringBuilder();
    int indent = Math.min(label.length(), COLUMNS / 2);
    StringBuilder line = new StringBuilder(label);
    boolean empty = true;
    for (String word : value.split("\\s+")) {
      if (line.length() + (empty ? 0 : 1) + word.length() > COLUMNS && !line.toString().isBlank()) {
        text.append(line.toString().stripTrailing()).append('\n');
        line = new StringBuilder(" ".repeat(indent));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    return text.append(line.toString().stripTrailing()).append('\n').toString();
  }

  /** The same on every machine, whatever its language. */
  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  private static String counted(int count, String what) {
    return grouped(count) + " " + what + (count == 1 ? "\n" : "s\n");
  }

  private static String grouped(long value) {
    return format("%,d", value);
  }

  private static String percent(double share) {
    return Decimals.print(BigDecimal.valueOf(share).movePointRight(2)) + "%";
  }

  private static String number(float value) {
    return Decimals.print(new BigDecimal(Float.toString(value)));
  }

  private static String number(double value) {
    return Decimals.print(BigDecimal.valueOf(value));
  }
}
