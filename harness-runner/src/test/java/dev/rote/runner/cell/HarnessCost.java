package dev.rote.runner.cell;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.plan.Cell;
import dev.rote.runner.plan.Expansion;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plan.ThroughputCell;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.plugin.PluginDiscovery;
import dev.rote.runner.process.LocalProcesses;
import dev.rote.runner.process.WorkerLaunch;
import dev.rote.runner.result.ForkResult;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.suite.Measuring;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.yaml.SuiteReader;
import dev.rote.runner.wire.MeasureFork;
import dev.rote.runner.wire.WireFormat;
import dev.rote.runner.worker.BareLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Shows that the harness costs next to nothing: the training throughput of a cell as JMH measures
 * it, over that of the same trainer in a {@link BareLoop}, in pairs of processes that take turns in
 * going first. After {@code mvn -DskipTests package}, in the root of the project:
 *
 * <pre>{@code
 * java -cp "harness-runner/target/test-classes:target/rote/lib/*" \
 *     dev.rote.runner.cell.HarnessCost \
 *     target/rote/backends djl-pytorch onednn suites/speed.yaml 9 1
 * }</pre>
 *
 * <p>The arguments are the directory of backends, a backend, a device, a suite, of which the first
 * experiment and the times of {@code measure} are used, the number of pairs, and the number of
 * threads. Of each process its best iteration counts, as whatever disturbs a machine only makes it
 * slower. Each pair prints its ratio; the median is to be at least 0.97.
 */
final class HarnessCost {
  private final CellRequest request;
  private final Measuring measuring;
  private final WorkerLaunch launch;
  private final Path directory;

  private HarnessCost(Plugin plugin, Device device, Suite suite, int threads) throws IOException {
    Experiment experiment = Expansion.of(suite).getFirst();
    directory = Files.createTempDirectory("rote-cost");
    request =
        new CellRequest(
            new Host(new LocalProcesses(), threads, DataLocations.of(Optional.empty())),
            new Cell(experiment, new Target(plugin, device)),
            directory.resolve("jmh.log"));
    measuring = suite.measure();
    launch =
        WorkerLaunch.training(
            plugin.launch(device, threads),
            CellLaunch.memory(experiment.data()),
            directory.resolve("bare.log"),
            experiment.stop().timeout());
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Plugin plugin =
        PluginDiscovery.discover(List.of(Path.of(arguments[0]))).find(arguments[1]).orElseThrow();
    Device device = Device.first(DeviceKind.byId(arguments[2]).orElseThrow());
    HarnessCost cost =
        new HarnessCost(
            plugin,
            device,
            SuiteReader.read(Path.of(arguments[3])),
            Integer.parseInt(arguments[5]));
    List<Double> ratios = new ArrayList<>();
    for (int pair = 0; pair < Integer.parseInt(arguments[4]); pair++) {
      ratios.add(cost.ratio(pair));
    }
    System.out.printf("median of JMH/bare: %.3f%n", median(ratios));
  }

  private double ratio(int pair) throws IOException, InterruptedException {
    boolean jmhFirst = pair % 2 == 0;
    double before = jmhFirst ? jmh() : bare();
    double after = jmhFirst ? bare() : jmh();
    double jmh = jmhFirst ? before : after;
    double bare = jmhFirst ? after : before;
    System.out.printf(
        "pair %d: JMH %.0f, bare %.0f examples/s, ratio %.3f%n", pair + 1, jmh, bare, jmh / bare);
    return jmh / bare;
  }

  private double jmh() throws IOException {
    ThroughputCell cell =
        new ThroughputCell(
            request.experiment().batchSize(), request.cell().target(), request.experiment());
    ForkResult fork = ForkRunner.run(request, new Unit.Fork(cell, measuring, 0, 0));
    return fork
        .samples()
        .orElseThrow(() -> new IllegalStateException(fork.toString()))
        .train()
        .stream()
        .mapToDouble(Iteration::examplesPerSecond)
        .max()
        .orElseThrow();
  }

  private double bare() throws IOException, InterruptedException {
    Path job = directory.resolve("job.json");
    Files.writeString(
        job,
        WireFormat.write(
            new MeasureFork(request.work(), request.experiment().batchSize(), measuring, 0)));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(launch.jvmOptions());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            BareLoop.class.getName(),
            job.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(launch.environment());
    Process process = builder.start();
    List<String> printed = process.inputReader().lines().toList();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join("\n", printed));
    }
    return Collections.max(
        printed.stream()
            .filter(line -> line.startsWith(BareLoop.RATE))
            .map(line -> Double.valueOf(line.substring(BareLoop.RATE.length())))
            .toList());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
