package dev.rote.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.fixture.PluginJars;
import dev.rote.runner.fixture.Sources;
import dev.rote.runner.history.History;
import dev.rote.runner.history.LearningEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyCommandTest {
  private static final String LEARNING =
      """
      name: tiny
      data: {set: shapes, train: 40, test: 20}
      preprocessing: {crop: 8}
      models: [{name: linear, layers: [flatten, {dense: 10}]}]
      optimizer: {type: sgd, momentum: 0.9}
      learningRate: {initial: 0.01}
      batchSize: 20
      experiments: [{name: true-labels}]
      stop: {until: error, maxEpochs: 200}
      measure: none
      """;

  private static final String SPEED =
      LEARNING.replace(
          "measure: none",
          "measure: {forks: 1, warmup: {iterations: 1, time: 1ms}, iterations: 2, time: 5ms}");

  /** The reference backend under another name, whose optimizer may have another momentum. */
  private static final String TESTED =
      """
      package dev.rote.tested;

      import dev.rote.api.Availability;
      import dev.rote.api.Backend;
      import dev.rote.api.Device;
      import dev.rote.api.DeviceKind;
      import dev.rote.api.Launch;
      import dev.rote.api.Parameters;
      import dev.rote.api.Sgd;
      import dev.rote.api.Trainer;
      import dev.rote.api.TrainingPlan;
      import dev.rote.backend.reference.ReferenceBackend;
      import java.util.Set;

      public final class Tested implements Backend {
        private final Backend reference = new ReferenceBackend();

        @Override public int apiVersion() { return API_VERSION; }
        @Override public String id() { return "tested"; }
        @Override public String version() { return "1.0"; }
        @Override public Set<DeviceKind> devices() { return reference.devices(); }
        @Override public Launch launch(Device device, int threads) {
          return reference.launch(device, threads);
        }
        @Override public Availability probe(Device device) { return reference.probe(device); }
        @Override public Trainer open(TrainingPlan plan, Parameters initial) {
          Sgd sgd = plan.optimizer();
          return reference.open(
              new TrainingPlan(plan.model(), plan.device(), plan.threads(), plan.batchSize(),
                  plan.loss(), new Sgd(MOMENTUM, sgd.weightDecay())),
              initial);
        }
      }
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path suite;
  private int nights;

  @BeforeEach
  void writeBackends() throws IOException {
    suite = Files.writeString(folder.resolve("tiny.yaml"), LEARNING);
    PluginJars.reference(folder.resolve("backends/reference/lib/reference.jar"));
    build("sgd.momentum()");
  }

  private void build(String momentum) {
    Path jar = folder.resolve("backends/tested/lib/tested.jar");
    PluginJars.reference(folder.resolve("backends/tested/lib/reference.jar"));
    PluginJars.write(
        jar,
        List.of("dev.rote.tested.Tested"),
        Sources.compile(Map.of("dev.rote.tested.Tested", TESTED.replace("MOMENTUM", momentum))));
  }

  @Test
  void aBackendThatLearnsOtherwiseAlarmsUntilThatIsAccepted() {
    assertThat(night()).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains(
            "0 alarms, 0 gains, 0 notes", "tested cpu: there is no night to compare with yet");
    assertThat(gate()).isZero();
    assertThat(night()).as(err.toString()).isZero();
    assertThat(out.toString()).contains("byte for byte");

    build("sgd.momentum() - 0.01f");
    assertThat(night()).isEqualTo(ExitCode.MISMATCH);
    assertThat(out.toString())
        .contains(
            "1 alarm, 0 gains, 0 notes",
            "alarm: tested cpu: 1 semantic change",
            "linear/true-labels/seed-1 on tested cpu: it is NOT THE SAME EXPERIMENT any more");
    assertThat(gate()).isEqualTo(ExitCode.MISMATCH);
    assertThat(out.toString()).contains("Rows with alarms that nobody has accepted: 1.");
    assertThat(History.read(history()).nights().getLast().entries())
        .filteredOn(entry -> entry.decisions().size() == 1)
        .hasOnlyElementsOfType(LearningEntry.class);

    assertThat(accept("*quick*", "--why", "meant", "--kind", "product")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains(
            "rote: --accept '*quick*' names no row with an open alarm, allowed are linear/true-labels/seed-1 on tested cpu, and patterns with *");
    assertThat(accept("*tested*", "--why", "less momentum", "--kind", "product")).isZero();
    assertThat(out.toString()).contains("Accepted from the night of");
    assertThat(gate()).isZero();
    assertThat(History.read(history()).nights()).hasSize(3);

    // It still is not what the reference computes, as somebody has accepted.
    assertThat(night()).as(err.toString()).isZero();
    assertThat(out.toString()).contains("0 alarms, 0 gains, 0 notes");
  }

  /** Both builds take turns, and their rounds are in the history and in the run's folder. */
  @Test
  void anotherBuildTakesTurnsWithTheOneThatStands() throws IOException {
    Files.writeString(suite, SPEED);
    assertThat(night()).as(err.toString()).isZero();

    build("0.9f");
    int exitCode = night("--find", "95%", "--most-rounds", "10");

    assertThat(exitCode).as(err.toString()).isIn(ExitCode.OK, ExitCode.MISMATCH);
    assertThat(err.toString()).contains("night: tested cpu, tested@kept cpu");
    assertThat(History.read(history()).nights().getLast().entries())
        .extracting(entry -> entry.cell() + " " + entry.decisions().size())
        .containsExactly(
            "linear, batch 20 on tested cpu 2", "linear/true-labels/seed-1 on tested cpu 1");
  }

  /** What was measured is not measured again, and a night that is there twice counts once. */
  @Test
  void aNightGoesOnWhereItWasEnded() throws IOException {
    assertThat(night()).as(err.toString()).isZero();
    Path first = folder.resolve("night-0");
    try (Stream<Path> units = Files.list(first.resolve("night/units"))) {
      Files.delete(
          units
              .filter(unit -> unit.getFileName().toString().startsWith("cell-"))
              .findFirst()
              .orElseThrow());
    }

    int exitCode = goOn(first);

    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(err.toString())
        .contains("linear/true-labels/seed-1 on tested cpu")
        .doesNotContain("first 20 steps");
    assertThat(out.toString()).contains("Report:  " + first.resolve("night/report.html"));
    assertThat(History.read(history()).nights()).hasSize(1);
    assertThat(goOn(folder.resolve("nowhere"))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("nowhere is no folder: name the one that has the runs");
  }

  private int goOn(Path runs) {
    return execute(
        List.of(
            "nightly",
            suite.toString(),
            "--history",
            history().toString(),
            "--backend",
            "tested",
            "--not-alone",
            "--backend-path",
            folder.resolve("backends").toString(),
            "--threads",
            "1",
            "--resume",
            runs.toString()));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    refused("--gate and --accept are two things", "--gate", "--accept", "x");
    refused("--accept needs a reason and what changed", "--accept", "x", "--why", "because");
    refused("--why and --kind say why alarms are accepted", "--why", "because");
    refused("--builds-limit is -1, allowed is 0 or more", "--builds-limit", "-1");
    refused("--accept has nothing to accept", "--accept", "x", "--why", "w", "--kind", "suite");
    refused("'2.5' is no share", "--find", "2.5");
    assertThat(gate()).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(out.toString()).contains("There is no night of the suite tiny in " + history());
  }

  private void refused(String sentence, String... arguments) {
    List<String> all = new ArrayList<>(List.of("nightly", suite.toString()));
    all.addAll(List.of("--history", history().toString()));
    all.addAll(List.of(arguments));
    assertThat(execute(all)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(sentence);
  }

  @Test
  void aSelfTestFindsASlowdownThatIsMade() throws IOException {
    Files.writeString(suite, SPEED);

    int exitCode =
        execute(
            List.of(
                "selftest",
                suite.toString(),
                "--backend",
                "reference",
                "--backend-path",
                folder.resolve("backends").toString(),
                "--threads",
                "1",
                "--nights",
                "0",
                "--trials",
                "1",
                "--slowdowns",
                "95%",
                "--find",
                "94%",
                "--most-rounds",
                "10",
                "--not-alone",
                "--out",
                folder.resolve("selftest").toString()));

    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("slower by 95.0%: 2 of 2 (100.0%;", "found 95 times in 100");
  }

  private Path history() {
    return folder.resolve("history");
  }

  private int gate() {
    return execute(
        List.of("nightly", suite.toString(), "--history", history().toString(), "--gate"));
  }

  private int accept(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of("nightly", suite.toString(), "--history", history().toString(), "--accept"));
    all.addAll(List.of(arguments));
    return execute(all);
  }

  private int night(String... arguments) {
    List<String> all = new ArrayList<>(List.of("nightly", suite.toString()));
    all.addAll(List.of("--history", history().toString(), "--backend", "tested", "--not-alone"));
    all.addAll(List.of("--backend-path", folder.resolve("backends").toString(), "--threads", "1"));
    all.addAll(List.of("--out", folder.resolve("night-" + nights++).toString()));
    all.addAll(List.of(arguments));
    return execute(all);
  }

  private int execute(List<String> arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
