package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.analysis.Judgement;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.plugin.PluginDiscovery;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.json.RunFile;
import dev.rote.testkit.clause.Clause;
import dev.rote.testkit.clause.Clauses;
import dev.rote.testkit.fixture.CaughtTable;
import dev.rote.testkit.fixture.Installation;
import dev.rote.testkit.fixture.Mutant;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a run, parity and the contract each notice of wrong backends: for every number of a run's
 * table, a backend that would change it unseen. docs/parity.md has it as a table.
 */
class WrongBackendsInARunTest {
  /** Of one network, so that each backend trains only what shows its fault. */
  private static final String SUITE =
      """
      name: %s
      data: {set: shapes, train: 512, test: 64}
      preprocessing: {scale: true, crop: 12, whiten: true}
      models:
        - name: %s
          initializer: {scheme: he-normal}
          layers: %s
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.02, decayPerEpoch: 0.95}
      batchSize: 16
      experiments:
        - {name: random-labels, labelCorruption: 1.0}
        - {name: augmented, regularizers: {augmentation: [random-crop]}}
      seeds: [1]
      thresholds: {error: 0, loss: [0.1]}
      stop: {until: all, maxEpochs: 3, timeout: 2m}
      measure: none
      """;

  private static final Map<String, String> LAYERS =
      Map.of(
          "mlp",
          "[flatten, {dense: 32}, relu, {dense: 10}]",
          "bn",
          "[flatten, {dense: 16}, {batchNorm: {}}, relu, {dense: 10}]");

  /** How the page names what a run or parity says, and a pattern of the sentence itself. */
  private enum Saying {
    PREDICTIONS(
        "its predictions are too far", "its predictions are further from those of reference"),
    LOSSES("the losses of the first steps are too far", "from step \\d+ on its loss is further"),
    EPOCHS(
        "the first loss of an epoch does not fit",
        "the first loss of epoch \\d is not what its own predictions before it give");

    private final String words;
    private final String pattern;

    Saying(String words, String pattern) {
      this.words = words;
      this.pattern = pattern;
    }

    static String words(List<Saying> sayings) {
      return sayings.isEmpty()
          ? NOTHING
          : sayings.stream().map(saying -> saying.words).collect(Collectors.joining("; "));
    }
  }

  /**
   * What is wrong, and who says what of it.
   *
   * @param mutant the backend
   * @param name in the table of the page
   * @param row of the results that shows it
   * @param run what a run says of that row
   * @param parity what parity says of it
   * @param clause the clause that fails, if the contract notices it
   */
  private record Wrong(
      Mutant mutant,
      String name,
      String row,
      List<Saying> run,
      List<Saying> parity,
      Optional<String> clause) {
    String id() {
      return mutant.id();
    }
  }

  private static final String NOTHING = "nothing";

  private static final String PUT = "putRounded(output[n], logits, (first + n) * model.classes());";

  /** Epochs of this suite have 32 steps, of which the first 20 are compared with the oracle. */
  private static final List<Wrong> WRONG =
      List.of(
          new Wrong(
              Mutant.named("transposes-logits")
                  .trainer(
                      PUT,
                      "double[] back = new double[output[n].length]; for (int c = 0; c < back.length; c++) { back[c] = output[n][back.length - 1 - c]; } putRounded(back, logits, (first + n) * model.classes());"),
              "transposes logits",
              "mlp/random-labels",
              List.of(Saying.PREDICTIONS),
              List.of(Saying.PREDICTIONS),
              Optional.of("momentum")),
          new Wrong(
              Mutant.named("predicts-what-it-predicted-first")
                  .trainer(
                      "private boolean closed;",
                      "private boolean closed; private final java.util.Map<Integer, float[]> known = new java.util.HashMap<>();")
                  .trainer(
                      "Checks.shape(images, model);\n    Checks.capacity(\"logits\", logits, (long) images.count() * model.classes());",
                      "float[] old = known.get(images.count()); if (old != null) { logits.put(0, old); return; }")
                  .trainer(
                      PUT + "\n      }\n    }",
                      PUT
                          + "\n      }\n    }\n    float[] kept = new float[images.count() * model.classes()]; logits.get(0, kept); known.put(images.count(), kept);"),
              "predicts what it predicted first",
              "mlp/random-labels",
              List.of(Saying.PREDICTIONS, Saying.EPOCHS),
              List.of(Saying.PREDICTIONS),
              Optional.of("predict-fresh")),
          new Wrong(
              Mutant.named("normalizes-by-the-batch-in-predictions")
                  .with(
                      "BatchNorm",
                      "new Moments(runningMean[c], runningVariance[c]);",
                      "batchMoments(input, c);"),
              "uses the batch's statistics in predictions",
              "bn/random-labels",
              List.of(Saying.PREDICTIONS),
              List.of(Saying.PREDICTIONS),
              Optional.of("layer-batch-norm")),
          new Wrong(
              Mutant.named("remembers-losses-of-batches")
                  .trainer(
                      "private boolean closed;",
                      "private boolean closed; private final java.util.List<Double> seen = new java.util.ArrayList<>(); private int steps;")
                  .trainer(
                      "return loss.mean();",
                      "steps++; if (seen.size() < 32) { seen.add(loss.mean()); } return steps > 32 ? seen.get(steps % 32) : loss.mean();"),
              "remembers the losses of batches that it has seen, after the compared steps",
              "mlp/random-labels",
              List.of(Saying.EPOCHS),
              List.of(),
              Optional.empty()),
          new Wrong(
              Mutant.named("stops-learning-unseen")
                  .trainer(
                      "private boolean closed;",
                      "private boolean closed; private int steps; private double fall = 2;")
                  .trainer(
                      "parameters.update(plan.optimizer(), learningRate);\n    return loss.mean();",
                      "if (steps++ < 20) { parameters.update(plan.optimizer(), learningRate); return loss.mean(); } fall *= 0.99; return fall;"),
              "stops learning after the compared steps and invents falling losses",
              "mlp/random-labels",
              List.of(Saying.EPOCHS),
              List.of(),
              Optional.of("given-labels")),
          new Wrong(
              WrongBackends.keepsTheFirstTrainingSet(),
              "keeps the first training set when an augmented one is loaded",
              "mlp/augmented",
              List.of(Saying.EPOCHS),
              List.of(),
              Optional.of("load-again")),
          new Wrong(
              Mutant.named("trains-on-the-step-before")
                  .trainer(
                      "IntBuffer indices = batches.step(step);",
                      "IntBuffer indices = batches.step(Math.max(0, step - 1));"),
              "reads the batch of the step before",
              "mlp/random-labels",
              List.of(Saying.LOSSES),
              List.of(Saying.LOSSES),
              Optional.of("momentum")));

  private static final Pattern ASTRAY =
      Pattern.compile("(?m)^NOT THE SAME EXPERIMENT: (\\S+)/seed-1 on (\\S+) cpu: (.*)$");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([^|]+) \\| [^|]+ \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");

  private static final Path PAGE = Path.of("..", "docs", "parity.md");

  private static final CaughtTable CAUGHT = new CaughtTable("run");

  @TempDir private static Path directory;

  private static Installation rote;

  @BeforeAll
  static void buildThem() throws Exception {
    assumeTrue(File.separatorChar == '/', "the launcher is for a POSIX shell");
    rote = Installation.in(directory.resolve("checkout"));
    Path backends = Files.createDirectory(directory.resolve("backends"));
    Mutant.named("unchanged").jar(backends);
    WRONG.forEach(wrong -> wrong.mutant().jar(backends));
    for (Map.Entry<String, String> model : LAYERS.entrySet()) {
      String name = model.getKey();
      Files.writeString(
          directory.resolve(name + ".yaml"), SUITE.formatted(name, name, model.getValue()));
    }
  }

  static Stream<String> rows() {
    return WRONG.stream().map(Wrong::row).distinct();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aRunCatchesEveryOneAndNotTheUnchangedOne(String row) throws Exception {
    Installation.Result result = rote("run", row, "--out results");

    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
    assertThat(result.output()).contains("NOT THE SAME EXPERIMENT");
    Path results = directory.resolve("results");
    Map<String, String> said = said(new RunFile(results.resolve("run.json")).read());
    Files.move(results, directory.resolve("results-of-" + row.replace('/', '-')));
    assertThat(said.keySet()).noneMatch(key -> key.startsWith("unchanged "));
    SoftAssertions softly = new SoftAssertions();
    for (Wrong wrong : of(row)) {
      String sentence = said.get(wrong.id() + " " + row);
      says(softly, wrong, wrong.run(), sentence);
      CAUGHT.add(wrong.id(), "`rote run`", sentence);
    }
    softly.assertAll();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void paritySaysWhatThePageSays(String row) throws Exception {
    Installation.Result result = rote("parity", row, "");

    Map<String, String> said =
        ASTRAY
            .matcher(result.output())
            .results()
            .collect(
                Collectors.toMap(
                    line -> line.group(2) + " " + line.group(1), line -> line.group(3)));
    assertThat(said.keySet()).noneMatch(key -> key.startsWith("unchanged "));
    assertThat(result.exitCode()).as(result.output()).isEqualTo(said.isEmpty() ? 0 : 1);
    SoftAssertions softly = new SoftAssertions();
    for (Wrong wrong : of(row)) {
      softly.assertThat(result.output()).containsPattern(wrong.id() + " +cpu +reference ");
      says(softly, wrong, wrong.parity(), said.get(wrong.id() + " " + row));
    }
    softly.assertAll();
  }

  private static List<Wrong> of(String row) {
    return WRONG.stream().filter(wrong -> wrong.row().equals(row)).toList();
  }

  private static void says(
      SoftAssertions softly, Wrong wrong, List<Saying> sayings, String sentence) {
    if (sayings.isEmpty()) {
      softly.assertThat(sentence).as(wrong.id()).isNull();
    }
    for (Saying saying : sayings) {
      softly.assertThat(sentence).as(wrong.id()).isNotNull().containsPattern(saying.pattern);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void theContractSaysWhatThePageSays(String id, Wrong wrong) {
    Plugin plugin =
        PluginDiscovery.discover(List.of(directory.resolve("backends").resolve(id + ".jar")))
            .plugins()
            .getFirst();
    List<Clause> clauses =
        wrong.clause().map(Clauses::byId).map(List::of).orElseGet(WrongBackendsInARunTest::brief);

    List<ClauseResult> results =
        new Contract(plugin, directory.resolve("logs"))
            .verify(Device.first(DeviceKind.CPU), clauses, any -> {});

    assertThat(results.stream().filter(ClauseResult::failed).map(each -> each.clause().id()))
        .containsExactlyElementsOf(wrong.clause().stream().toList());
  }

  static Stream<Arguments> wrong() {
    return WRONG.stream().map(wrong -> Arguments.of(wrong.id(), wrong));
  }

  private static List<Clause> brief() {
    return Clauses.all().stream().filter(each -> each.limit().equals(Clause.BRIEF)).toList();
  }

  @Test
  void thePageSaysWhatIsSaid() throws IOException {
    Map<String, List<String>> rows =
        ROW.matcher(Files.readString(PAGE))
            .results()
            .collect(
                Collectors.toMap(
                    row -> row.group(1), row -> List.of(row.group(2), row.group(3), row.group(4))));

    for (Wrong wrong : WRONG) {
      assertThat(rows.get(wrong.name()))
          .as(wrong.name())
          .containsExactly(
              Saying.words(wrong.run()),
              Saying.words(wrong.parity()),
              wrong.clause().map(clause -> "`" + clause + "` fails").orElse(NOTHING));
    }
  }

  /** Lets the backends of a row and an unchanged one train it. */
  private static Installation.Result rote(String command, String row, String options)
      throws Exception {
    String[] names = row.split("/");
    String ids = of(row).stream().map(Wrong::id).collect(Collectors.joining(","));
    return rote.shell(
        directory,
        "\"$ROTE/rote\" %s %s.yaml --experiment %s --backend-path backends --backend unchanged,%s --threads 1 %s"
            .formatted(command, names[0], names[1], ids, options));
  }

  /** Returns the objection to each row, by backend and experiment; none to those that are sound. */
  private static Map<String, String> said(RunResult run) {
    Map<String, String> said = new TreeMap<>();
    Judgement judgement = Judgement.of(run);
    for (CellResult cell : run.cells()) {
      String row =
          cell.key().backend() + " " + cell.key().experiment().replaceFirst("/seed-\\d+$", "");
      cell.parity()
          .filter(parity -> !parity.within())
          .ifPresent(parity -> said.put(row, parity.sentence()));
      if (judgement.inconsistent().containsKey(cell.key().toString())) {
        said.merge(
            row,
            judgement.inconsistent().get(cell.key().toString()),
            (one, other) -> one + "; " + other);
      }
    }
    return said;
  }
}
