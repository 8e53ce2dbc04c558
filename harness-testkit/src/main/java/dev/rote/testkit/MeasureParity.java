package dev.rote.testkit;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Model;
import dev.rote.runner.cell.TaskRunner;
import dev.rote.runner.parity.OneUlp;
import dev.rote.runner.parity.ParameterDistance;
import dev.rote.runner.parity.TraceDistance;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.plugin.PluginDiscovery;
import dev.rote.runner.process.LocalProcesses;
import dev.rote.runner.training.InitialParameters;
import dev.rote.runner.wire.Event;
import dev.rote.runner.wire.WorkerTask;
import dev.rote.testkit.clause.PaperModels;
import dev.rote.testkit.scenario.Oracle;
import dev.rote.testkit.scenario.Outcome;
import dev.rote.testkit.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures what {@code docs/parity.md} states: for a network of the paper, step by step, how far
 * the oracle comes from itself when it starts some ulps beside, and how far a backend comes from
 * it.
 *
 * <p>Arguments: the backend's directory, the device, the network, pixels, divisor of channels and
 * units, batch size, learning rate, steps, seed, how many ulps beside the oracle is started.
 */
public final class MeasureParity implements WorkerTask {
  private static final int DISTURBANCES = 3;

  /** Used by the worker. */
  public MeasureParity() {}

  /** Measures in a worker process and prints a line for each step. */
  public static void main(String[] arguments) throws IOException {
    Plugin plugin = PluginDiscovery.discover(List.of(Path.of(arguments[0]))).plugins().getFirst();
    Device device = Device.first(DeviceKind.byId(arguments[1]).orElseThrow());
    Path log = Files.createTempFile("rote-measure-parity-", ".log");
    Optional<Event.Failed> failure =
        TaskRunner.run(
            new TaskRunner.Request(
                new LocalProcesses(),
                plugin,
                device,
                1,
                MeasureParity.class,
                Arrays.asList(arguments).subList(2, arguments.length),
                Map.of(),
                List.of("-Xmx4g"),
                log,
                Duration.ofHours(2)),
            System.out::println);
    failure.map(Event.Failed::reason).ifPresent(System.err::println);
    System.exit(failure.isEmpty() ? 0 : 1);
  }

  @Override
  public void perform(Context context) {
    List<String> arguments = context.arguments();
    PaperModels size =
        new PaperModels(Integer.parseInt(arguments.get(1)), Integer.parseInt(arguments.get(2)));
    Model model = size.named(arguments.get(0));
    int batchSize = Integer.parseInt(arguments.get(3));
    long seed = Long.parseLong(arguments.get(6));
    Scenario scenario =
        Scenario.ofEpochs(
                model,
                batchSize,
                5 * batchSize,
                Integer.parseInt(arguments.get(5)),
                Float.parseFloat(arguments.get(4)))
            .from(InitialParameters.draw(model, seed));
    Outcome backend = scenario.run(context.backend(), context.device(), context.threads());
    Outcome oracle = Oracle.run(scenario);
    int ulps = Integer.parseInt(arguments.get(7));
    List<Outcome> disturbed = new ArrayList<>();
    for (int disturbance = 0; disturbance < DISTURBANCES; disturbance++) {
      disturbed.add(
          Oracle.run(scenario.from(OneUlp.perturb(scenario.initial(), disturbance, ulps))));
    }
    report(context, oracle, disturbed, backend);
  }

  private static void report(
      Context context, Outcome oracle, List<Outcome> disturbed, Outcome backend) {
    context.answers().accept("step  loss      beside   " + context.backend().id());
    for (int step = 0; step < oracle.trace().size(); step++) {
      float loss = oracle.trace().get(step);
      double floor = 0;
      for (Outcome other : disturbed) {
        floor = Math.max(floor, TraceDistance.relative(other.trace().get(step), loss));
      }
      double distance = TraceDistance.relative(backend.trace().get(step), loss);
      context
          .answers()
          .accept(String.format(Locale.ROOT, "%4d  %.5f  %.1e  %.1e", step, loss, floor, distance));
    }
    double floor =
        disturbed.stream()
            .mapToDouble(other -> distance(other, oracle).largest())
            .max()
            .orElseThrow();
    ParameterDistance distance = distance(backend, oracle);
    context
        .answers()
        .accept(
            String.format(
                Locale.ROOT,
                "parameters     %.1e  %.1e (%s)",
                floor,
                distance.largest(),
                distance.parameter()));
  }

  private static ParameterDistance distance(Outcome outcome, Outcome oracle) {
    return ParameterDistance.of(outcome.parameters(), oracle.parameters());
  }
}
