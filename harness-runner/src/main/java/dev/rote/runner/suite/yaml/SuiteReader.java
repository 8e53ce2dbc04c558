package dev.rote.runner.suite.yaml;

import dev.rote.api.Loss;
import dev.rote.api.Shape;
import dev.rote.runner.data.Preprocessing;
import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.suite.DataSpec;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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

  private SuiteReader(Fields suite, ModelFiles files) {
    this.suite = suite;
    this.files = files;
  }

  /**
   * Reads a suite and the model files it names, which are in the folder {@code models} beside it.
   *
   * @throws SuiteException if there is anything wrong with them
   */
  public static Suite read(Path file) {
    return readAll(file).whole();
  }

  /**
   * Reads a suite with its profiles, and the model files it names, which are in the folder {@code
   * models} beside it.
   *
   * @throws SuiteException if there is anything wrong with them
   */
  public static SuiteFile readAll(Path file) {
    return read(TextFile.parse(file), ModelFiles.beside(file));
  }

  /**
   * Reads a suite with its profiles from a stream to its end, and the model files it names.
   *
   * @param origin what to call it in errors
   * @param folder in which the folder {@code models} is
   * @throws SuiteException if there is anything wrong with them
   */
  public static SuiteFile readAll(InputStream in, String origin, Path folder) {
    return read(TextFile.parse(in, origin), ModelFiles.in(folder));
  }

  private static SuiteFile read(Node root, ModelFiles files) {
    Profiles profiles = new Profiles(root);
    Suite whole = new SuiteReader(profiles.whole(), files).suite();
    Map<String, Suite> all = new LinkedHashMap<>();
    profiles
        .names()
        .forEach(name -> all.put(name, new SuiteReader(profiles.fields(name), files).suite()));
    return new SuiteFile(whole, all, profiles.where());
  }

  /**
   * Reads what {@link SuiteWriter} has written: an equal suite.
   *
   * @param json the resolved suite, whose models are all inline
   * @param origin what to call it in errors
   * @throws SuiteException if there is anything wrong with it
   */
  public static Suite readResolved(String json, String origin) {
    return read(YamlTree.parse(json, origin), ModelFiles.none()).whole();
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
        loss(),
        optimizer(suite.get("optimizer")),
        learningRate,
        batchSize,
        new ExperimentReader(data, images, models, batchSize)
            .readAll(suite.get("experiments"), suite.get("models")),
        seeds(),
        suite.find("thresholds").map(SuiteReader::thresholds).orElse(DEFAULT_THRESHOLDS),
        suite.find("stop").map(SuiteReader::stop).orElse(DEFAULT_STOP),
        measure(batchSizes, batchSize),
        suite.find("twins").map(field -> twins(field, models)).orElse(0));
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
    return suite.get("models").named("a model", reader::read, ModelSpec::name);
  }

  private Loss loss() {
    return suite
        .find("loss")
        .map(field -> field.choice(List.of(Loss.values()), Loss::id))
        .orElse(Loss.CROSS_ENTROPY);
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

  private static int twins(Field field, List<ModelSpec> models) {
    int twins = field.integer(0, Suite.MOST_TWINS);
    for (ModelSpec model : models) {
      if (twins > 0 && model.beginsAtZero()) {
        throw field.error(
            "twins is %d, but the weights of the model %s begin at 0, and those of its twins would as well: leave twins out, or choose another scheme"
                .formatted(twins, model.name()));
      }
    }
    return twins;
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
