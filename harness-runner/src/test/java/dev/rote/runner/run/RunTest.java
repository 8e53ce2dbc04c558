package dev.rote.runner.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.cell.Host;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.fixture.FakePlugins;
import dev.rote.runner.fixture.FakeProcesses;
import dev.rote.runner.fixture.FakeProcesses.Misbehaviour;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.folder.FolderException;
import dev.rote.runner.folder.PlanFile;
import dev.rote.runner.folder.RunFolder;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.process.Processes;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.SpeedOutcome;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.UnitResult;
import dev.rote.runner.suite.StopRule;
import dev.rote.runner.wire.Converge;
import dev.rote.runner.wire.MeasureFork;
import dev.rote.runner.wire.TraceSteps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunTest {
  /** Four attestations, a reference, four cells, the peak and a round of four forks. */
  private static final int UNITS = 14;

  private static final SmallSuite SUITE =
      SmallSuite.DEFAULT.withStop(StopRule.Until.ALL, 1, Duration.ofMillis(200));

  @TempDir private Path directory;
  private final FakeProcesses processes = new FakeProcesses();

  @Test
  void doesEveryUnitOfThePlanOnceAndKeepsEach() throws IOException {
    List<String> told = new ArrayList<>();
    RunResult result = run(order(processes), folder(), listener(told));

    assertThat(processes.started()).hasSize(UNITS);
    assertThat(told).hasSize(UNITS + 2).startsWith("begin " + UNITS).endsWith("end");
    assertThat(result.cells()).hasSize(4);
    assertThat(result.throughput())
        .hasSize(4)
        .allSatisfy(each -> assertThat(each.outcome()).isEqualTo(SpeedOutcome.MEASURED));
    assertThat(result.missing()).isZero();
    assertThat(result.finished()).isPresent();
    assertThat(files("units")).hasSize(UNITS);
    try (RunFolder folder = RunFolder.open(folder())) {
      assertThat(folder.runFile().read()).isEqualTo(result);
    }
  }

  @Test
  void aCellIsComparedWithItsReferenceAndHasWhatWasAttested() throws IOException {
    RunResult result = run(order(processes), folder());

    assertThat(result.cells())
        .allSatisfy(cell -> {
          assertThat(cell.parity()).get().matches(parity -> parity.within());
          assertThat(cell.attestation()).isPresent();
        });
    assertThat(result.references()).containsOnlyKeys("model/labels/seed-1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Misbehaviour.class,
      names = {"CRASHES", "HANGS", "SAYS_HALF_A_LINE", "EXITS_WITHOUT_RESULT"})
  void aProcessThatMisbehavesCostsItsRowAndNoOther(Misbehaviour misbehaviour) throws IOException {
    processes.on(job -> job instanceof Converge && FakeProcesses.of("a").test(job), misbehaviour);

    RunResult result = run(order(processes), folder());

    assertThat(result.missing()).isZero();
    assertThat(result.cells()).hasSize(4);
    for (CellResult cell : result.cells()) {
      if (cell.key().backend().equals("a")) {
        assertThat(cell.outcome())
            .isEqualTo(misbehaviour == Misbehaviour.HANGS ? Outcome.TIMED_OUT : Outcome.CRASHED);
        assertThat(cell.ending().reason()).isPresent();
        assertThat(folder().resolve(cell.ending().log().orElseThrow())).exists();
      } else {
        assertThat(cell.outcome()).isEqualTo(Outcome.NOT_REACHED);
      }
    }
  }

  /** As on a disk that has become full. */
  @Test
  void whatWasMeasuredAndCannotBeRecordedIsKeptElsewhere() throws IOException {
    RunListener blocks =
        new RunListener() {
          @Override
          public void begin(int tasks) {
            write(folder().resolve("units"));
          }
        };

    String sentence =
        catchThrowableOfType(FolderException.class, () -> run(order(processes), folder(), blocks))
            .getMessage();

    Matcher paths = Pattern.compile("is kept: move (\\S+) to (\\S+), and").matcher(sentence);
    assertThat(paths.find()).as(sentence).isTrue();
    Files.delete(folder().resolve("units"));
    Path unit = Path.of(paths.group(2));
    Files.createDirectories(unit.getParent());
    Files.move(Path.of(paths.group(1)), unit);
    Files.delete(Path.of(paths.group(1)).getParent());
    try (Run run = Run.resume(order(processes), folder())) {
      assertThat(run.done()).isEqualTo(1);
    }
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void garbageBetweenEventsHarmsNothing() throws IOException {
    RunResult sound = run(order(processes), directory.resolve("sound"));
    processes.on(job -> true, Misbehaviour.SAYS_GARBAGE);

    RunResult result = run(order(processes), folder());

    assertThat(result.cells()).isEqualTo(sound.cells());
  }

  @Test
  void forksAfterOneThatFailedAreLeftOutAndNothingIsMissing() throws IOException {
    processes.on(
        job -> job instanceof MeasureFork && FakeProcesses.of("b").test(job), Misbehaviour.CRASHES);
    List<String> told = new ArrayList<>();

    RunResult result = run(order(processes, 3), folder(), listener(told));

    assertThat(result.missing()).isZero();
    assertThat(told).filteredOn(line -> line.startsWith("left out")).hasSize(4);
    assertThat(result.throughput())
        .extracting(each -> each.key().backend() + " " + each.outcome())
        .containsExactly("a measured", "a measured", "b crashed", "b crashed");
    assertThat(result.throughput())
        .extracting(ThroughputResult::rounds)
        .extracting(List::size)
        .containsExactly(3, 3, 1, 1);
  }

  @Test
  void aReferenceThatCannotBeTrainedIsAProblemAndNoBlank() throws IOException {
    processes.on(job -> job instanceof TraceSteps, Misbehaviour.CRASHES);

    RunResult result = run(order(processes), folder());

    assertThat(result.cells()).allSatisfy(cell -> assertThat(cell.parity()).isEmpty());
    assertThat(result.problems())
        .anySatisfy(problem ->
            assertThat(problem)
                .startsWith("not checked: the parity of model/labels/seed-1")
                .contains("exited with code 3"));
  }

  @Test
  void jarsThatAreReplacedWhileItRunsAreAProblem() throws IOException {
    Path jar = directory.resolve("a.jar");
    writeJar(jar, "one");
    List<Plugin> plugins = List.of(FakePlugins.plugin("a", jar));
    RunListener replaces =
        new RunListener() {
          @Override
          public void ended(Unit unit, UnitResult result, double seconds) {
            writeJar(jar, "another");
          }
        };

    RunResult result = run(order(processes, plugins), folder(), replaces);

    assertThat(result.sessions().getFirst().changed())
        .containsExactly("the jars of the backend a (/backends/a) had changed");
    assertThat(result.problems())
        .contains(
            "not checked: that all results are of the same inputs, because when the run ended the jars of the backend a (/backends/a) had changed");
  }

  @Test
  void jarsThatAreGoneWhenItEndsAreAProblemAndLoseNothing() throws IOException {
    Path jar = directory.resolve("a.jar");
    writeJar(jar, "one");
    RunListener deletes =
        new RunListener() {
          @Override
          public void ended(Unit unit, UnitResult result, double seconds) {
            try {
              Files.deleteIfExists(jar);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };

    RunResult result =
        run(order(processes, List.of(FakePlugins.plugin("a", jar))), folder(), deletes);

    assertThat(result.cells()).hasSize(2);
    assertThat(result.missing()).isZero();
    assertThat(result.sessions().getFirst().changed()).hasSize(1);
  }

  private static void writeJar(Path jar, String entry) {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(entry));
      out.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Integer> moments() {
    return IntStream.range(0, UNITS).boxed();
  }

  /**
   * What a killed run leaves is what it had recorded; whatever was under way then is done again.
   */
  @ParameterizedTest
  @MethodSource("moments")
  void resumedAtAnyMomentItDoesExactlyWhatIsMissing(int moment) throws IOException {
    RunResult whole = run(order(new FakeProcesses()), directory.resolve("whole"));
    assertThatThrownBy(() -> run(order(processes), folder(), new Killed(moment)))
        .hasMessage("killed");
    int before = processes.started().size();
    int recorded = files("units").size();

    FakeProcesses after = new FakeProcesses();
    RunResult result;
    try (Run run = Run.resume(order(after), folder())) {
      run.work(List.of(), List.of());
      result = run.result();
    }

    assertThat(recorded).isEqualTo(moment);
    assertThat(before).isGreaterThanOrEqualTo(moment);
    assertThat(after.started()).hasSize(UNITS - recorded);
    assertThat(files("units")).hasSize(UNITS);
    assertThat(result.cells()).isEqualTo(whole.cells());
    assertThat(result.references()).isEqualTo(whole.references());
    assertThat(result.throughput())
        .usingRecursiveComparison()
        .ignoringFields("rounds.started")
        .isEqualTo(whole.throughput());
    assertThat(result.sessions()).hasSize(2);
    assertThat(result.finished()).isPresent();
  }

  @Test
  void aFinishedRunResumedDoesNothing() throws IOException {
    run(order(processes), folder());
    FakeProcesses after = new FakeProcesses();

    try (Run run = Run.resume(order(after), folder())) {
      assertThat(run.done()).isEqualTo(UNITS);
      run.work(List.of(), List.of());
      assertThat(run.result().missing()).isZero();
    }
    assertThat(after.started()).isEmpty();
  }

  static Stream<RunOrder> otherOrders() {
    FakeProcesses unused = new FakeProcesses();
    return Stream.of(
        order(unused, SUITE.withSeed(7), 1, 1),
        order(unused, SUITE, 2, 1),
        order(unused, SUITE, 1, 2));
  }

  @ParameterizedTest
  @MethodSource("otherOrders")
  void aRunWhoseConditionsHaveChangedIsNotResumed(RunOrder other) throws IOException {
    run(order(processes), folder());

    assertThatThrownBy(() -> Run.resume(other, folder()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(
            "cannot be resumed, because what decides its results has changed: the ");
  }

  @Test
  void whatHasChangedInTheSuiteIsNamed() throws IOException {
    run(order(processes), folder());

    assertThatThrownBy(
            () -> Run.resume(order(processes, SUITE.withLearningRate(0.5), 1, 1), folder()))
        .hasMessageContaining("learningRate.initial: 0.01 -> 0.5");
  }

  @Test
  void twoAtATimeAreRefused() {
    try (Run run = Run.begin(order(processes), folder())) {
      assertThat(run.done()).isZero();
      assertThatThrownBy(() -> Run.resume(order(processes), folder()))
          .isInstanceOf(FolderException.class)
          .hasMessageContaining(
              "another rote works on %s (process %d on "
                  .formatted(folder(), ProcessHandle.current().pid()));
    }
  }

  @Test
  void aFolderThatHoldsARunIsNotBegunAnew() throws IOException {
    run(order(processes), folder());

    assertThatThrownBy(() -> Run.begin(order(processes), folder()))
        .isInstanceOf(FolderException.class)
        .hasMessageContaining("already holds the results of a run: go on with it by --resume");
  }

  @Test
  void aDamagedUnitIsNamedWithWhatToDo() throws IOException {
    run(order(processes), folder());
    Path file = files("units").getFirst();
    Files.writeString(file, "{\"schema\":");

    assertThatThrownBy(() -> Run.resume(order(processes), folder()))
        .isInstanceOf(FolderException.class)
        .hasMessageStartingWith(file + " is damaged")
        .hasMessageEndingWith("delete it, and --resume runs it again");

    Files.delete(file);
    FakeProcesses after = new FakeProcesses();
    try (Run run = Run.resume(order(after), folder())) {
      run.work(List.of(), List.of());
    }
    assertThat(after.started()).hasSize(1);
  }

  @Test
  void whatOfTheEnvironmentReachesTheWorkersIsRecorded() throws IOException {
    Map<String, String> environment =
        Map.of("OMP_WAIT_POLICY", "PASSIVE", "MKL_CBWR", "COMPATIBLE", "EDITOR", "vi");

    RunResult result = run(order(processes, environment), folder());

    assertThat(result.sessions().getFirst().environment())
        .containsExactly(entry("MKL_CBWR", "COMPATIBLE"), entry("OMP_WAIT_POLICY", "PASSIVE"));
  }

  @Test
  void aRunIsNotResumedWithOtherKernels() throws IOException {
    run(order(processes, Map.of("MKL_CBWR", "COMPATIBLE")), folder());

    assertThatThrownBy(
            () -> Run.resume(order(processes, Map.of("ATEN_CPU_CAPABILITY", "default")), folder()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the variable ATEN_CPU_CAPABILITY (not set -> default)")
        .hasMessageContaining("the variable MKL_CBWR (COMPATIBLE -> not set)");
  }

  @Test
  void aRunThatIsResumedWithOtherThreadsOfTheEnvironmentSaysSo() throws IOException {
    run(order(processes), folder());
    Map<String, String> environment = Map.of("OMP_WAIT_POLICY", "PASSIVE");

    try (Run run = Run.resume(order(processes, environment), folder())) {
      run.work(List.of(), List.of());

      assertThat(run.result().problems())
          .contains(
              "the run was resumed with another OMP_WAIT_POLICY (PASSIVE, before it not set): speeds before and after are not comparable");
    }
  }

  /** Ends the session as a kill would: nothing that comes after so many units is recorded. */
  private static final class Killed implements RunListener {
    private int left;

    Killed(int moment) {
      left = moment;
    }

    @Override
    public void started(Unit unit) {
      killNow();
    }

    @Override
    public void ended(Unit unit, UnitResult result, double seconds) {
      left--;
      killNow();
    }

    private void killNow() {
      if (left == 0) {
        throw new IllegalStateException("killed");
      }
    }
  }

  private static RunListener listener(List<String> told) {
    return new RunListener() {
      @Override
      public void begin(int tasks) {
        told.add("begin " + tasks);
      }

      @Override
      public void ended(Unit unit, UnitResult result, double seconds) {
        told.add("ended " + unit.label());
      }

      @Override
      public void leftOut(Unit unit, String reason) {
        told.add("left out " + unit.label());
      }

      @Override
      public void end() {
        told.add("end");
      }
    };
  }

  private static RunResult run(RunOrder order, Path folder, RunListener... listeners)
      throws IOException {
    try (Run run = Run.begin(order, folder)) {
      run.work(List.of(), List.of(listeners));
      return run.result();
    }
  }

  private static RunOrder order(Processes processes) {
    return order(processes, SUITE, 1, 1);
  }

  private static RunOrder order(Processes processes, int forks) {
    return order(processes, SUITE, forks, 1);
  }

  private static RunOrder order(Processes processes, SmallSuite suite, int forks, int threads) {
    return order(processes, suite, forks, threads, Map.of(), fakes());
  }

  private static List<Plugin> fakes() {
    return List.of(FakePlugins.plugin("a"), FakePlugins.plugin("b"));
  }

  private static RunOrder order(Processes processes, Map<String, String> environment) {
    return order(processes, SUITE, 1, 1, environment, fakes());
  }

  private static RunOrder order(Processes processes, List<Plugin> plugins) {
    return order(processes, SUITE, 1, 1, Map.of(), plugins);
  }

  private static RunOrder order(
      Processes processes,
      SmallSuite suite,
      int forks,
      int threads,
      Map<String, String> environment,
      List<Plugin> plugins) {
    List<Target> targets =
        plugins.stream()
            .flatMap(plugin ->
                Stream.of(DeviceKind.CPU, DeviceKind.ONEDNN)
                    .map(kind -> new Target(plugin, Device.first(kind))))
            .toList();
    return new RunOrder(
        "1.0",
        suite.suite(forks),
        Optional.empty(),
        new PlanFile.Overridden(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
        List.of(suite.experiment()),
        new Targets(targets, plugins, Optional.of(FakePlugins.oracle("oracle")), List.of()),
        new Host(processes, threads, new DataLocations(List.of(Path.of("/data")))),
        environment,
        List.of("run"));
  }

  private Path folder() {
    return directory.resolve("run");
  }

  private List<Path> files(String name) throws IOException {
    Path folder = folder().resolve(name);
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
