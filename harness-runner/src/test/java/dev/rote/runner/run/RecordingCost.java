package dev.rote.runner.run;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.cell.Host;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.fixture.FakePlugins;
import dev.rote.runner.fixture.FakeProcesses;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.folder.PlanFile;
import dev.rote.runner.machine.ResidentMemory;
import dev.rote.runner.plan.Expansion;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.result.UnitResult;
import dev.rote.runner.suite.Measuring;
import dev.rote.runner.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What recording a run costs the command line: cells of a fake backend, which take no time
 * themselves, recorded one after the other and assembled: the arguments are their number and how
 * many epochs each has. Prints the milliseconds of each tenth of the cells, which are to be flat,
 * the time of the whole and the largest resident memory. After {@code mvn -DskipTests package}, in
 * the root of the project:
 *
 * <pre>{@code
 * java -Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
 *     -cp "harness-runner/target/test-classes:target/rote/lib/*:target/rote/backends/reference/lib/*" \
 *     dev.rote.runner.run.RecordingCost 2000 20
 * }</pre>
 */
final class RecordingCost {
  private RecordingCost() {}

  public static void main(String[] arguments) throws IOException {
    int cells = Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("rote-recording");
    Plugin plugin = FakePlugins.plugin("a");
    Suite suite = SmallSuite.DEFAULT.suite().withSeeds(LongStream.range(0, cells).boxed().toList());
    RunOrder order =
        new RunOrder(
            "1.0",
            withoutThroughput(suite),
            Optional.empty(),
            new PlanFile.Overridden(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            Expansion.of(suite),
            new Targets(
                List.of(new Target(plugin, Device.first(DeviceKind.CPU))),
                List.of(plugin),
                Optional.of(FakePlugins.oracle("oracle")),
                List.of()),
            new Host(
                new FakeProcesses(Integer.parseInt(arguments[1]), false),
                1,
                new DataLocations(List.of(folder))),
            Map.of(),
            List.of("run"));
    long start = System.nanoTime();
    List<Double> millis = new ArrayList<>();
    try (Run run = Run.begin(order, folder.resolve("run"))) {
      System.out.printf("planned in %.1f s%n", (System.nanoTime() - start) / 1e9);
      run.work(List.of(), List.of(new CellClock(millis)));
    }
    for (int tenth = 0; tenth < 10; tenth++) {
      System.out.printf(
          "cells %6d to %6d: %.2f ms each%n",
          millis.size() * tenth / 10,
          millis.size() * (tenth + 1) / 10 - 1,
          millis.subList(millis.size() * tenth / 10, millis.size() * (tenth + 1) / 10).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElseThrow());
    }
    System.out.printf(
        "%d cells in %.1f s; run.json %.1f MB; largest resident memory %.0f MB%n",
        millis.size(),
        (System.nanoTime() - start) / 1e9,
        Files.size(folder.resolve("run/run.json")) / 1e6,
        ResidentMemory.peakBytes().orElse(0) / 1e6);
  }

  private static Suite withoutThroughput(Suite suite) {
    return new Suite(
        suite.name(),
        suite.description(),
        suite.data(),
        suite.preprocessing(),
        suite.models(),
        suite.loss(),
        suite.optimizer(),
        suite.learningRate(),
        suite.batchSize(),
        suite.experiments(),
        suite.seeds(),
        suite.thresholds(),
        suite.stop(),
        Measuring.NONE,
        suite.twins());
  }

  /** The time from the end of one cell to the end of the next: running, recording, assembling. */
  private static final class CellClock implements RunListener {
    private final List<Double> millis;
    private long last = System.nanoTime();

    CellClock(List<Double> millis) {
      this.millis = millis;
    }

    @Override
    public void ended(Unit unit, UnitResult result, double seconds) {
      long now = System.nanoTime();
      if (unit instanceof Unit.Converge) {
        millis.add((now - last) / 1e6);
      }
      last = now;
    }
  }
}
