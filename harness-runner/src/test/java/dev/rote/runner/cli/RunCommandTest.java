package dev.rote.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rote.backend.reference.ReferenceBackend;
import dev.rote.runner.cli.output.StepSummaries;
import dev.rote.runner.cli.output.StepSummary;
import dev.rote.runner.fixture.PluginJars;
import dev.rote.runner.fixture.backends.ScriptedBackend;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.json.RunFile;
import dev.rote.runner.suite.PaperFigure;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.yaml.SuiteReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class RunCommandTest {
  private static final String SUITE =
      """
      name: tiny
      data: {set: shapes, train: 40, test: 20}
      preprocessing: {crop: 8}
      models: [{name: linear, layers: [flatten, {dense: 10}]}]
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.01}
      batchSize: 20
      experiments: [{name: true-labels}, {name: random-labels, labelCorruption: 1.0}]
      stop: {until: error, maxEpochs: 200}
      measure: {forks: 1, warmup: {iterations: 1, time: 1ms}, iterations: 2, time: 1ms}
      """;

  private static final String PUBLISHED =
      SUITE.replace(
          "{name: true-labels}",
          "{name: true-labels, paper: {testAccuracy: 0.5, of: final, where: here}}");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Map<String, String> environment = Map.of();
  private Path suite;

  @BeforeEach
  void writeSuiteAndBackend() throws IOException {
    suite = Files.writeString(folder.resolve("tiny.yaml"), SUITE);
    PluginJars.reference(folder.resolve("backends/reference.jar"));
  }

  @Test
  void runsEveryCellPrintsTheTableAndWritesTheResults() throws IOException {
    Path json = folder.resolve("copy.json");

    int exitCode = run("--backend", "reference", "--json", json.toString());

    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(out.toString()).contains("true-labels", "random-labels", "reached", "Results: ");
    JsonNode run = RunFile.tree(Files.readString(results().resolve("run.json")));
    assertThat(run.get("cells")).hasSize(2);
    assertThat(run.get("throughput")).hasSize(1);
    assertThat(run.get("throughput").get(0).get("outcome").asString()).isEqualTo("measured");
    assertThat(run.get("finished").isNull()).isFalse();
    assertThat(RunFile.tree(Files.readString(json))).isEqualTo(run);
  }

  @Test
  void twoBuildsOfOneBackendRunSideBySideAndAreFoundAgain() throws IOException {
    Path old = PluginJars.reference(folder.resolve("elsewhere/reference/lib/old.jar"));

    int exitCode =
        run(
            "--backend",
            "reference,reference@old",
            "--experiment",
            "true-*",
            "--backend-path",
            "old=" + folder.resolve("elsewhere"));

    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(out.toString()).contains("reference@old  cpu");
    RunResult run = new RunFile(results().resolve("run.json")).read();
    assertThat(run.cells())
        .extracting(cell -> cell.key().backend())
        .containsExactly("reference", "reference@old");
    assertThat(run.throughput())
        .extracting(cell -> cell.key().backend())
        .containsExactly("reference", "reference@old");
    assertThat(run.references().values())
        .allSatisfy(reference -> assertThat(reference.by()).isEqualTo("reference"));
    assertThat(run.versions().get("reference@old").location())
        .isEqualTo(old.getParent().getParent().toString());
    assertThat(run.versions().get("reference@old").framework()).isPresent();
    assertThat(run.versions().get("reference@old").jars())
        .isNotEqualTo(run.versions().get("reference").jars());
    try (Stream<Path> logs = Files.list(results().resolve("units"))) {
      assertThat(logs)
          .anyMatch(unit -> unit.getFileName().toString().matches("cell-.*-reference@old-cpu-.*"));
    }

    delete("peak");
    assertThat(resume()).as(err.toString()).isZero();

    delete("peak");
    Files.move(folder.resolve("elsewhere"), folder.resolve("moved"));
    assertThat(resume()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains(
            "rote: the backend reference@old of the plan was not found, name where it is with --backend-path old=DIR");
    assertThat(resume("--backend-path", "old=" + folder.resolve("moved")))
        .as(err.toString())
        .isZero();
  }

  @Test
  void aPageForPeopleLiesBesideTheResults() throws IOException {
    assertThat(run("--backend", "reference", "--experiment", "true-*")).isZero();

    Path page = results().resolve("report.html");
    assertThat(out.toString()).contains("Report:  " + page);
    assertThat(Files.readString(page))
        .contains(
            "default-src 'none'",
            "Who is fastest here?",
            "The only cell reached what the suite asks for.",
            "true-labels")
        .doesNotContain("This run is not complete");
  }

  @Test
  void aPageThatCannotBeWrittenIsToldAndTheResultsAreThere() throws IOException {
    assertThat(run("--backend", "reference", "--experiment", "true-*")).isZero();
    delete("peak");
    Files.delete(results().resolve("report.html"));
    Files.createDirectories(results().resolve("report.html/in-the-way"));

    assertThat(resume()).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .contains("rote: the report " + results().resolve("report.html") + " cannot be written: ")
        .contains("rote report " + results());
    assertThat(RunFile.tree(Files.readString(results().resolve("run.json"))).get("missing").asInt())
        .isZero();
  }

  @Test
  void aRunIsAppendedToTheSummaryOfItsStepOnGithub() throws IOException {
    Path summary = folder.resolve("summary.md");
    environment = Map.of(StepSummary.VARIABLE, summary.toString());

    int exitCode = run("--backend", "reference", "--experiment", "true-*", "--github");

    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(Files.readString(summary)).startsWith("## tiny, linear, seed 1, 1 thread\n");
  }

  @Test
  void aSummaryThatCannotBeWrittenIsFoundBeforeAnythingRuns() {
    environment = Map.of(StepSummary.VARIABLE, folder.toString());

    assertThat(run("--backend", "reference", "--github")).isEqualTo(ExitCode.FAILED);

    assertThat(err.toString()).contains("which GITHUB_STEP_SUMMARY names, cannot be written");
    assertThat(results()).doesNotExist();
  }

  @Test
  void tellsHowFarItIs() {
    run("--backend", "reference", "--experiment", "true-*");

    assertThat(err.toString().lines().toList())
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("[3/5] linear/true-labels/seed-1 on reference cpu: reached after "))
        .anySatisfy(line -> assertThat(line).startsWith("[4/5] peak of the processor: "))
        .allSatisfy(line -> assertThat(line).doesNotContain("\u001B", "\r"));
  }

  @Test
  void aDryRunShowsThePlanAndRunsNothing() {
    int exitCode = run("--backend", "reference", "--dry-run");

    assertThat(exitCode).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "train    linear/true-labels/seed-1 on reference cpu",
            "train    linear/random-labels/seed-1 on reference cpu",
            "measure  linear, batch 20 on reference cpu");
    assertThat(results()).doesNotExist();
  }

  @Test
  void theOracleRunsOnlyWhenItIsAskedFor() {
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "rote: no backend was found but reference, which runs only when --backend names it; 'rote backends' shows where they are looked for");
  }

  @Test
  void aBackendThatIsNotThereIsAMistakeOfTheUser() {
    assertThat(run("--backend", "tensorflow")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "rote: there is no backend tensorflow, only reference; 'rote backends' shows where they are looked for");
  }

  @Test
  void aRunOfWhichAPartIsGoneIsResumedAndOnlyThatPartIsRun() throws IOException {
    assertThat(run("--backend", "reference")).as(err.toString()).isZero();
    JsonNode before = RunFile.tree(Files.readString(results().resolve("run.json")));
    delete("cell-linear-random-labels");
    delete("peak");
    err.getBuffer().setLength(0);

    int exitCode = resume();

    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(err.toString().lines().toList())
        .anySatisfy(line ->
            assertThat(line)
                .isEqualTo("Resuming " + results() + ": 5 units are done, 2 are missing."))
        .filteredOn(line -> line.startsWith("["))
        .hasSize(2);
    JsonNode after = RunFile.tree(Files.readString(results().resolve("run.json")));
    assertThat(after.get("throughput").get(0).get("train"))
        .isEqualTo(before.get("throughput").get(0).get("train"));
    for (int cell = 0; cell < 2; cell++) {
      for (String part : List.of("trace", "hashes", "epochsToZero", "outcome")) {
        assertThat(after.get("cells").get(cell).get(part))
            .isEqualTo(before.get("cells").get(cell).get(part));
      }
    }
  }

  @Test
  void aSuiteThatHasChangedIsNamedAndNothingIsRun() throws IOException {
    assertThat(run("--backend", "reference")).as(err.toString()).isZero();
    delete("peak");
    Files.writeString(suite, SUITE.replace("initial: 0.01", "initial: 0.02"));

    assertThat(resume()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("cannot be resumed", "tiny.yaml (learningRate.initial: 0.01 -> 0.02)");
  }

  @Test
  void aSuiteThatGainsWhatWasPublishedIsResumed() throws IOException {
    assertThat(run("--backend", "reference")).as(err.toString()).isZero();
    JsonNode before = RunFile.tree(Files.readString(results().resolve("run.json")));
    delete("peak");
    Files.writeString(suite, PUBLISHED);

    assertThat(resume()).as(err.toString()).isZero();
    assertThat(err.toString()).contains("6 units are done, 1 are missing");
    // It is the view of the plan, which never changes.
    JsonNode after = RunFile.tree(Files.readString(results().resolve("run.json")));
    assertThat(after.get("suite")).isEqualTo(before.get("suite"));
  }

  /** The way from a cell to the figure beside it, for whatever is made of run.json alone. */
  @Test
  void whatWasPublishedIsFoundInTheResultByModelAndExperiment() throws IOException {
    Files.writeString(suite, PUBLISHED);
    assertThat(run("--backend", "reference")).as(err.toString()).isZero();

    RunResult run = new RunFile(results().resolve("run.json")).read();
    Suite read = SuiteReader.readResolved(run.suite().toString(), "run.json");

    assertThat(run.cells())
        .extracting(
            cell -> cell.key().name(),
            cell -> read.paper(cell.key().model(), cell.key().name()).map(PaperFigure::where))
        .containsExactly(
            tuple("true-labels", Optional.of("here")), tuple("random-labels", Optional.empty()));
  }

  @Test
  void jarsThatHaveChangedAreNamedAndNothingIsRun() throws IOException {
    assertThat(run("--backend", "reference")).as(err.toString()).isZero();
    delete("peak");
    PluginJars.of(
        folder.resolve("backends/reference.jar"),
        ReferenceBackend.class,
        ScriptedBackend.Prints.class);

    assertThat(resume()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("the jars of the backend reference (");
  }

  @Test
  void anotherNumberOfThreadsIsNamedAndNothingIsRun() throws IOException {
    assertThat(run("--backend", "reference")).as(err.toString()).isZero();
    delete("peak");

    assertThat(resume("--threads", "2")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("the number of threads (1 -> 2)");
  }

  @ParameterizedTest
  @CsvSource({"--backend,reference", "--device,cpu", "--seed,3", "--train,40", "--out,x"})
  void whatThePlanDecidesIsNotDecidedAgain(String option, String value) throws IOException {
    assertThat(execute("run", "--resume", results().toString(), option, value))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "rote: %s cannot be given with --resume: what runs is what the plan in %s says"
                .formatted(option, results()));
  }

  @Test
  void aFolderWithoutARunIsAMistakeOfTheUser() {
    assertThat(resume()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "rote: %s holds no run: there is no plan.json in it".formatted(results()));
  }

  @Test
  void withoutASuiteItSaysWhatToStartWith() {
    assertThat(execute("run")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("no suite is named: start with 'rote run suites/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--json folder | rote: --json folder cannot be written: it is a folder",
        "--json tiny.yaml/x.json | rote: --json tiny.yaml/x.json cannot be written: ",
        "--json tiny.yaml | rote: --json tiny.yaml is there, and called like a suite or a model",
        "--json results/plan.json | rote: --json results/plan.json is a file that the run keeps",
        "--out tiny.yaml | rote: tiny.yaml cannot hold the results: ",
      })
  void whatCannotBeWrittenIsFoundBeforeAnythingRuns(String option, String sentence)
      throws IOException {
    Files.createDirectory(folder.resolve("folder"));
    List<String> arguments =
        Stream.of(option.split(" "))
            .map(word -> word.startsWith("--") ? word : folder.resolve(word).toString())
            .toList();

    int exitCode = run(arguments.toArray(String[]::new));

    assertThat(exitCode).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().replace(folder + "/", "")).startsWith(sentence).hasLineCount(1);
    assertThat(results().resolve("plan.json")).doesNotExist();
    assertThat(suite).hasContent(SUITE);
  }

  @Test
  void theLaterOfTwoSuitesIsNotRefusedOnlyWhenTheFirstHasRun() throws IOException {
    Path other = Files.writeString(folder.resolve("other.yaml"), SUITE.replace("tiny", "other"));
    Files.createDirectories(results().resolve("other"));
    Files.writeString(results().resolve("other").resolve("run.json"), "precious");

    assertThat(run("--backend", "reference", other.toString())).isEqualTo(ExitCode.USAGE);

    assertThat(err.toString()).contains("already holds the results of a run").hasLineCount(1);
    assertThat(results().resolve("tiny").resolve("plan.json")).doesNotExist();
  }

  private void delete(String unit) throws IOException {
    try (Stream<Path> files = Files.list(results().resolve("units"))) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().startsWith(unit)).toList();
      assertThat(found).hasSize(1);
      Files.delete(found.getFirst());
    }
  }

  private int resume(String... arguments) {
    List<String> all = new ArrayList<>(List.of("run", "--resume", results().toString()));
    all.addAll(List.of("--backend-path", folder.resolve("backends").toString()));
    all.addAll(List.of(arguments));
    return execute(all.toArray(String[]::new));
  }

  @Test
  void resultsThatAreThereAreNotOverwritten() throws IOException {
    Files.createDirectories(results());
    Files.writeString(results().resolve("run.json"), "precious");

    assertThat(run("--backend", "reference")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("already holds the results of a run");
    assertThat(results().resolve("run.json")).hasContent("precious");
  }

  @Test
  void twoSuitesOfOneNameAreRefusedBeforeTheFirstHasRunWhereTheyWouldShareAFolder()
      throws IOException {
    Path other = Files.writeString(folder.resolve("other.yaml"), SUITE);

    assertThat(run("--backend", "reference", other.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "rote: %s and %s are both called tiny, which is the folder of each in --out %s: run them one by one, or rename one of them"
                .formatted(suite, other, results()));
    assertThat(results()).doesNotExist();
  }

  @Test
  void aMistakeInTheSuiteIsASentenceWithItsPlace() throws IOException {
    Files.writeString(suite, SUITE.replace("batchSize", "batchsize"));

    assertThat(run("--backend", "reference")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith(suite + ":7:1: ").contains("batchSize");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--threads 0 | rote: --threads is 0, allowed is 1 or more",
        "--device gpu | rote: Invalid value for option '--device' (KINDS): there is no device 'gpu', only cpu, onednn, cuda",
        "--device cuda:x | rote: Invalid value for option '--device' (KINDS): 'x' is not a number of a cuda device",
        "--device cpu:1 | rote: Invalid value for option '--device' (KINDS): ordinal is 1, but there is only one cpu device, 0",
        "--backend reference@new | rote: there is no backend reference@new, only reference; what is behind @ is the name that its place is given, as in --backend-path new=DIR",
        "--backend-path 1=x | rote: the search path for backends has '1=x', but '1' is no name: allowed are",
        "--trian 5 | rote: Unknown option: '--trian'",
        "--train many | rote: Invalid value for option '--train': 'many' is not an int",
        "--experiment nothing | --experiment 'nothing' matches no experiment",
      })
  void wrongArgumentsAreASentence(String arguments, String sentence) {
    assertThat(run(arguments.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().lines().findFirst().orElseThrow()).startsWith(sentence);
  }

  @Test
  void aRequestedDeviceWithoutCodeForItIsAMistakeOfTheUser() {
    assertThat(run("--backend", "reference", "--device", "cuda")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("there is no device to run on: none of the backends has code for cuda");
  }

  @Test
  void damagedDataAreSaidBeforeAnythingRuns() throws IOException {
    Files.writeString(suite, SUITE.replace("set: shapes", "set: cifar10"));
    Path batches = Files.createDirectories(folder.resolve("data/cifar-10-batches-bin"));
    Files.write(batches.resolve("data_batch_1.bin"), new byte[100]);
    Files.write(batches.resolve("test_batch.bin"), new byte[100]);

    int exitCode = run("--backend", "reference", "--data-dir", folder.resolve("data").toString());

    assertThat(exitCode).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("data_batch_1.bin has 100 bytes", "3,073");
    assertThat(results()).doesNotExist();
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("run", suite.toString()));
    all.addAll(List.of("--backend-path", folder.resolve("backends").toString()));
    all.addAll(List.of("--out", results().toString(), "--threads", "1"));
    // An option given twice is refused, so that what a test gives comes instead of the default.
    for (String option : List.of("--threads", "--out")) {
      if (Stream.of(arguments).anyMatch(option::equals)) {
        int place = all.indexOf(option);
        all.subList(place, place + 2).clear();
      }
    }
    all.addAll(List.of(arguments));
    return execute(all.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    CommandLine commandLine =
        Main.commandLine(
            new PrintWriter(out, true), new PrintWriter(err, true), StepSummaries.of(environment));
    return commandLine.execute(arguments);
  }

  private Path results() {
    return folder.resolve("results");
  }
}
