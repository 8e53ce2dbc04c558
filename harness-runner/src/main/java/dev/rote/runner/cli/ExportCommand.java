package dev.rote.runner.cli;

import static java.util.stream.Collectors.joining;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.GraphExporter;
import dev.rote.api.TrainingPlan;
import dev.rote.api.UnsupportedLayerException;
import dev.rote.runner.cli.options.BackendPath;
import dev.rote.runner.cli.options.OverrideOptions;
import dev.rote.runner.cli.options.SuiteSelection;
import dev.rote.runner.cli.options.SuiteSource;
import dev.rote.runner.cli.output.Outputs;
import dev.rote.runner.environment.TemporaryFolder;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plugin.Discovery;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.plugin.PluginDiscovery;
import dev.rote.runner.result.json.OutputFile;
import dev.rote.runner.run.UsageException;
import dev.rote.runner.suite.Start;
import dev.rote.runner.training.InitialParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rote export}. */
@Command(
    name = "export",
    description =
        "Writes the graphs that a backend would run for an experiment: one of a training step and "
            + "one of a prediction, with the initial parameters in them.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class ExportCommand implements Callable<Integer> {
  private static final String STEP = "step.onnx";
  private static final String PREDICTION = "prediction.onnx";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SUITE", description = "YAML file; - is the standard input.")
  private Path suite;

  @Mixin private OverrideOptions overrides;

  @Option(
      names = "--onnx",
      paramLabel = "FILE",
      required = true,
      description =
          "Receives the training step, as in step.onnx; the prediction goes beside it, to "
              + "step-prediction.onnx.")
  private Path file;

  @Option(
      names = "--backend",
      paramLabel = "ID",
      description = "Backend whose graphs to write (default: the first one that can).")
  private Optional<String> backend = Optional.empty();

  @Mixin private BackendPath backendPath;

  @Override
  public Integer call() throws IOException {
    Path prediction = requireFiles();
    Experiment experiment =
        only(SuiteSelection.read(new SuiteSource(suite), overrides.overrides()).experiments());
    requireDrawn(experiment);
    Plugin plugin = exporter(PluginDiscovery.discoverAt(backendPath.searchPath()));
    TrainingPlan plan =
        new TrainingPlan(
            experiment.model(),
            Device.first(DeviceKind.CPU),
            1,
            experiment.batchSize(),
            experiment.loss(),
            experiment.optimizer());
    Path graphs = TemporaryFolder.createFolder("rote-export");
    try {
      export((GraphExporter) plugin.backend(), plan, experiment, graphs);
      write(graphs.resolve(STEP), file);
      write(graphs.resolve(PREDICTION), prediction);
    } finally {
      Files.deleteIfExists(graphs.resolve(STEP));
      Files.deleteIfExists(graphs.resolve(PREDICTION));
      Files.delete(graphs);
    }
    spec.commandLine().getOut().println("training step: " + file);
    spec.commandLine().getOut().println("prediction:    " + prediction);
    return ExitCode.OK;
  }

  /** Checks that both files can be written, and returns the second. */
  private Path requireFiles() throws IOException {
    Outputs.requireFile("--onnx", file);
    if (!new OutputFile(file).regular()) {
      throw new UsageException(
          "--onnx %s is no regular file, but there are two graphs to write: name a file, beside which the other can be"
              .formatted(file));
    }
    Path prediction = beside(file);
    Outputs.requireFile("--onnx", prediction);
    Outputs.requireTemporaryFolder();
    return prediction;
  }

  private static void export(
      GraphExporter exporter, TrainingPlan plan, Experiment experiment, Path folder)
      throws IOException {
    try {
      exporter.exportGraphs(
          plan,
          InitialParameters.draw(experiment.model(), experiment.seed()),
          folder.resolve(STEP),
          folder.resolve(PREDICTION));
    } catch (UnsupportedLayerException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static void write(Path graph, Path file) throws IOException {
    new OutputFile(file).write(out -> Files.copy(graph, out));
  }

  /** Refuses parameters that come from data, of which there are none here. */
  private static void requireDrawn(Experiment experiment) {
    if (experiment.start() != Start.DRAWN) {
      throw new UsageException(
          "%s cannot be exported, because its initial parameters are computed from its training images: name an experiment without start: %s"
              .formatted(experiment.id(), experiment.start().id()));
    }
  }

  private static Experiment only(List<Experiment> experiments) {
    if (experiments.size() > 1) {
      throw new UsageException(
          "there are %d experiments: name one of them with --experiment, %s"
              .formatted(
                  experiments.size(),
                  experiments.stream().map(Experiment::id).collect(joining(", "))));
    }
    return experiments.getFirst();
  }

  private Plugin exporter(Discovery discovery) {
    if (backend.isPresent() && discovery.find(backend.get()).isEmpty()) {
      throw new UsageException(discovery.absence(backend.get()));
    }
    List<Plugin> able =
        discovery.plugins().stream()
            .filter(plugin -> plugin.backend() instanceof GraphExporter)
            .toList();
    return able.stream()
        .filter(plugin -> backend.isEmpty() || plugin.id().equals(backend.get()))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "%s cannot export graphs; of the installed backends %s"
                    .formatted(
                        backend.map(id -> "the backend " + id).orElse("no backend"),
                        able.isEmpty()
                            ? "none can"
                            : "only "
                                + able.stream().map(Plugin::id).collect(joining(", "))
                                + " can")));
  }

  private static Path beside(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String prediction =
        dot < 0
            ? name + "-prediction"
            : name.substring(0, dot) + "-prediction" + name.substring(dot);
    return file.resolveSibling(prediction);
  }
}
