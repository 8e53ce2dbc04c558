package dev.rote.runner.suite.yaml;

import dev.rote.api.Shape;
import dev.rote.runner.data.Augmentation;
import dev.rote.runner.data.InputCorruption;
import dev.rote.runner.data.LabelNoise;
import dev.rote.runner.data.Preprocessing;
import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.suite.DataSpec;
import dev.rote.runner.suite.ExperimentSpec;
import dev.rote.runner.suite.LearningRate;
import dev.rote.runner.suite.Measuring;
import dev.rote.runner.suite.ModelSpec;
import dev.rote.runner.suite.Optimizer;
import dev.rote.runner.suite.StopRule;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.SuiteException;
import dev.rote.runner.suite.Sweep;
import dev.rote.runner.suite.Thresholds;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads suites strictly: an unknown key, a wrong type or a value out of range ends in a {@link
 * SuiteException} that says where it is and what is allowed. Defaults are filled in here and
 * nowhere else; those of the data are the {@linkplain DataSet set's}.
 */
public final class SuiteReader {
  /** The folder of a run is called after the suite. */
  private static final int LONGEST_NAME = 100;

  static final int MOST_EPOCHS = 1_000_000;
  private static final int MOST_ITERATIONS = 1_000;
  private static final int MOST_FORKS = 100;
  private static final StopRule DEFAULT_STOP =
      new StopRule(StopRule.Until.ALL, 100, Duration.ofMinutes(10));
  private static final Thresholds DEFAULT_THRESHOLDS = new Thresholds(0, List.of(0.1, 0.01));
  private static final int DEFAULT_FORKS = 3;
  private static final int DEFAULT_WARMUP_ITERATIONS = 2;
  private static final Duration DEFAULT_WARMUP_TIME = Duration.ofMillis(500);
  private static final int DEFAULT_ITERATIONS = 5;
  private static final Duration DEFAULT_ITERATION_TIME = Duration.ofSeconds(1);

  private final Fields suite;
  private final ModelFiles files;

  private SuiteReader(Node root, ModelFiles files) {
    this.suite = Fields.of(new Field("a suite", root), Form.SUITE);
    this.files = files;
  }

  /**
   * Reads a suite and the model files it names, which are in the folder {@code models} beside it.
   *
   * @throws SuiteException if there is anything wrong with them
   */
  public static Suite read(Path file) {
    return new SuiteReader(TextFile.parse(file), ModelFiles.beside(file)).suite();
  }

  /**
   * Reads a suite from a stream to its end, and the model files it names.
   *
   * @param origin what to call it in errors
   * @param folder in which the folder {@code models} is
   * @throws SuiteException if there is anything wrong with them
   */
  public static Suite read(InputStream in, String origin, Path folder) {
    return new SuiteReader(TextFile.parse(in, origin), ModelFiles.in(folder)).suite();
  }

  /**
   * Reads what {@link SuiteWriter} has written: an equal suite.
   *
   * @param json the resolved suite, whose models are all inline
   * @param origin what to call it in errors
   * @throws SuiteException if there is anything wrong with it
   */
  public static Suite readResolved(String json, String origin) {
    return new SuiteReader(YamlTree.parse(json, origin), ModelFiles.none()).suite();
  }

  private Suite suite() {
    String name = name(suite.get("name"));
    String description = suite.find("description").map(Field::text).orElse("");
    DataSpec data = data(suite.get("data"));
    Preprocessing preprocessing = preprocessing(data.set());
    Shape images = preprocessing.apply(data.set().shape());
    LearningRate learningRate = LearningRateReader.read(suite.get("learningRate"));
    List<ModelSpec> models =
        models(new ModelReader(files, images, data.set(), learningRate.schedule()));
    BatchSizeReader batchSizes = new BatchSizeReader(data, models, images);
    Sweep<Integer> batchSize = suite.get("batchSize").sweep(batchSizes::read);
    return new Suite(
        name,
        description,
        data,
        preprocessing,
        models,
        optimizer(suite.get("optimizer")),
        learningRate,
        batchSize,
        experiments(data.set(), images, new PaperReader(models, batchSize.listed())),
        seeds(),
        suite.find("thresholds").map(SuiteReader::thresholds).orElse(DEFAULT_THRESHOLDS),
        suite.find("stop").map(SuiteReader::stop).orElse(DEFAULT_STOP),
        measure(batchSizes, batchSize),
        suite.find("twins").map(twins -> twins.integer(0, Suite.MOST_TWINS)).orElse(0));
  }

  private static String name(Field field) {
    String name = field.nameText();
    if (name.length() > LONGEST_NAME) {
      throw field.error(
          "%s has %d characters, allowed are %d at most, because the folder of a run is called after the suite"
              .formatted(field.name(), name.length(), LONGEST_NAME));
    }
    return name;
  }

  private static DataSpec data(Field field) {
    Fields fields = Fields.of(field, Form.DATA);
    DataSet set = fields.get("set").choice(DataSet.all(), DataSet::id);
    String limit = "the number of images of " + set.id();
    return new DataSpec(
        set,
        fields
            .find("train")
            .map(train -> train.integer(1, set.trainImages(), limit))
            .orElse(set.defaultTrain()),
        fields
            .find("test")
            .map(test -> test.integer(1, set.testImages(), limit))
            .orElse(set.defaultTest()));
  }

  /** The defaults are those of Zhang et al. 2016, appendix A. */
  private Preprocessing preprocessing(DataSet set) {
    return suite
        .find("preprocessing")
        .map(field -> Fields.of(field, Form.PREPROCESSING))
        .map(fields ->
            new Preprocessing(
                fields.find("scale").map(Field::truth).orElse(true),
                fields.find("crop").map(field -> crop(field, set)).orElse(set.defaultCrop()),
                fields.find("whiten").map(Field::truth).orElse(true)))
        .orElse(new Preprocessing(true, set.defaultCrop(), true));
  }

  private static OptionalInt crop(Field field, DataSet set) {
    if (field.isText("none")) {
      return OptionalInt.empty();
    }
    int height = set.shape().get(1);
    return OptionalInt.of(
        field.integer(1, height, "the height of the images of " + set.id() + ", or none"));
  }

  private List<ModelSpec> models(ModelReader reader) {
    return named(suite.get("models"), "a model", reader::read, ModelSpec::name);
  }

  /** Reads a list whose items each have a name of their own. */
  private static <T> List<T> named(
      Field list, String what, Function<Field, T> read, Function<T, String> name) {
    Map<String, Field> first = new HashMap<>();
    return list.oneOrMoreItems().stream()
        .map(item -> {
          T value = read.apply(new Field(what, item.node()));
          Field other = first.putIfAbsent(name.apply(value), item);
          if (other != null) {
            throw item.error(
                "%s is called %s, like the one in line %d: give each a name of its own"
                    .formatted(what, name.apply(value), other.node().location().line()));
          }
          return value;
        })
        .toList();
  }

  private static Optimizer optimizer(Field field) {
    Fields fields = Fields.of(field, Form.OPTIMIZER);
    fields.get("type").choice(List.of(Optimizer.TYPE), type -> type);
    float momentum = fields.get("momentum").single(Interval.BELOW_ONE);
    Optional<Field> nesterov = fields.find("nesterov").filter(Field::truth);
    if (nesterov.isPresent() && momentum == 0) {
      throw nesterov
          .get()
          .error(
              "nesterov is true, but without momentum it changes nothing: set a momentum of more than 0, or leave nesterov out");
    }
    return new Optimizer(momentum, nesterov.isPresent());
  }

  private List<ExperimentSpec> experiments(DataSet set, Shape images, PaperReader paper) {
    boolean cropped = images.get(1) < set.shape().get(1);
    Field list = suite.get("experiments");
    List<ExperimentSpec> experiments =
        named(
            list,
            "an experiment",
            field -> experiment(Fields.of(field, Form.EXPERIMENT), cropped, paper),
            ExperimentSpec::name);
    requireDistinctPoints(list.items(), experiments);
    return experiments;
  }

  /** A sweep appends to a name, and may meet an experiment that was given that name. */
  private static void requireDistinctPoints(List<Field> items, List<ExperimentSpec> experiments) {
    Map<String, Field> first = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      for (String name : experiments.get(i).names()) {
        Field other = first.putIfAbsent(name, items.get(i));
        if (other != null) {
          throw items
              .get(i)
              .error(
                  "an experiment is called %s, like the one in line %d, once by name and once by a sweep: rename one of them"
                      .formatted(name, other.node().location().line()));
        }
      }
    }
  }

  private static ExperimentSpec experiment(Fields fields, boolean cropped, PaperReader paper) {
    return fields
        .find("regularizers")
        .map(field -> regularized(fields, Fields.of(field, Form.REGULARIZERS), cropped, paper))
        .orElseGet(() -> experiment(fields, 0, Set.of(), paper));
  }

  private static ExperimentSpec regularized(
      Fields fields, Fields regularizers, boolean cropped, PaperReader paper) {
    ExperimentSpec experiment =
        experiment(fields, weightDecay(regularizers), augmentation(regularizers, cropped), paper);
    if (experiment.inputCorruption() == InputCorruption.GAUSSIAN
        && !experiment.augmentation().isEmpty()) {
      throw regularizers
          .get("augmentation")
          .error(
              "inputs gaussian cannot be augmented, because the noise replaces what was augmented: leave one of the two out");
    }
    return experiment;
  }

  private static ExperimentSpec experiment(
      Fields fields, float weightDecay, Set<Augmentation> augmentation, PaperReader paper) {
    return new ExperimentSpec(
        fields.get("name").nameText(),
        fields
            .find("labelCorruption")
            .map(field -> field.sweep(Field::probability))
            .orElse(Sweep.single(new BigDecimal("0.0"))),
        labelNoise(fields),
        fields
            .find("inputCorruption")
            .map(field -> field.choice(List.of(InputCorruption.values()), InputCorruption::id))
            .orElse(InputCorruption.NONE),
        weightDecay,
        augmentation,
        paper.read(fields));
  }

  private static LabelNoise labelNoise(Fields fields) {
    Optional<Field> noise = fields.find("labelNoise");
    if (noise.isPresent() && fields.find("labelCorruption").isEmpty()) {
      throw noise
          .get()
          .error(
              "labelNoise says what a corrupted label becomes, but none is corrupted: say with which probability by labelCorruption");
    }
    return noise
        .map(field -> field.choice(List.of(LabelNoise.values()), LabelNoise::id))
        .orElse(LabelNoise.UNIFORM);
  }

  private static float weightDecay(Fields regularizers) {
    return regularizers
        .find("weightDecay")
        .map(field -> field.single(Interval.NOT_NEGATIVE))
        .orElse(0f);
  }

  private static Set<Augmentation> augmentation(Fields regularizers, boolean cropped) {
    return regularizers
        .find("augmentation")
        .map(list ->
            Set.copyOf(Field.distinct(list.itemsOrOne(), field -> augmentation(field, cropped))))
        .orElse(Set.of());
  }

  private static Augmentation augmentation(Field field, boolean cropped) {
    Augmentation augmentation = field.choice(List.of(Augmentation.values()), Augmentation::id);
    if (augmentation == Augmentation.RANDOM_CROP && !cropped) {
      throw field.error(
          "random-crop has no place to choose, because the images are not cropped: set 'crop' of preprocessing to less than their height");
    }
    return augmentation;
  }

  private List<Long> seeds() {
    return suite
        .find("seeds")
        .map(field -> Field.distinct(field.oneOrMore(), item -> item.integer(0, Long.MAX_VALUE)))
        .orElse(List.of(1L));
  }

  private static Thresholds thresholds(Field field) {
    Fields fields = Fields.of(field, Form.THRESHOLDS);
    return new Thresholds(
        fields
            .find("error")
            .map(error -> error.number(Interval.SHARE))
            .orElse(DEFAULT_THRESHOLDS.error()),
        fields
            .find("loss")
            .map(loss -> Field.distinct(loss.itemsOrOne(), item -> item.number(Interval.POSITIVE)))
            .orElse(DEFAULT_THRESHOLDS.loss()));
  }

  private static StopRule stop(Field field) {
    Fields fields = Fields.of(field, Form.STOP);
    return new StopRule(
        fields
            .find("until")
            .map(until -> until.choice(List.of(StopRule.Until.values()), StopRule.Until::id))
            .orElse(DEFAULT_STOP.until()),
        fields
            .find("maxEpochs")
            .map(epochs -> epochs.integer(1, MOST_EPOCHS))
            .orElse(DEFAULT_STOP.maxEpochs()),
        fields.find("timeout").map(Field::duration).orElse(DEFAULT_STOP.timeout()));
  }

  private Measuring measure(BatchSizeReader batchSizes, Sweep<Integer> batchSize) {
    return suite
        .find("measure")
        .map(field -> measure(field, batchSizes, batchSize))
        .orElse(
            new Measuring(
                batchSize.values(),
                DEFAULT_FORKS,
                DEFAULT_WARMUP_ITERATIONS,
                DEFAULT_WARMUP_TIME,
                DEFAULT_ITERATIONS,
                DEFAULT_ITERATION_TIME));
  }

  private static Measuring measure(
      Field field, BatchSizeReader batchSizes, Sweep<Integer> batchSize) {
    if (field.isText("none")) {
      return Measuring.NONE;
    }
    if (!(field.node() instanceof Node.Mapping)) {
      throw field.mustBe("none, or " + Form.MEASURE.description());
    }
    Fields fields = Fields.of(field, Form.MEASURE);
    Node noWarmup = new Node.Mapping(fields.location(), Map.of());
    Fields warmup =
        Fields.of(fields.find("warmup").orElse(new Field("warmup", noWarmup)), Form.WARMUP);
    return new Measuring(
        fields
            .find("batchSizes")
            .map(sizes -> Field.distinct(sizes.oneOrMore(), batchSizes::read))
            .orElse(batchSize.values()),
        fields.find("forks").map(forks -> forks.integer(1, MOST_FORKS)).orElse(DEFAULT_FORKS),
        warmup
            .find("iterations")
            .map(iterations -> iterations.integer(0, MOST_ITERATIONS))
            .orElse(DEFAULT_WARMUP_ITERATIONS),
        warmup.find("time").map(Field::duration).orElse(DEFAULT_WARMUP_TIME),
        fields
            .find("iterations")
            .map(iterations -> iterations.integer(1, MOST_ITERATIONS))
            .orElse(DEFAULT_ITERATIONS),
        fields.find("time").map(Field::duration).orElse(DEFAULT_ITERATION_TIME));
  }
}
