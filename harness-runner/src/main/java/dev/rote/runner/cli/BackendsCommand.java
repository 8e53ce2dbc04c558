package dev.rote.runner.cli;

import dev.rote.api.Availability;
import dev.rote.runner.cell.ProbeRunner;
import dev.rote.runner.cli.options.BackendPath;
import dev.rote.runner.cli.output.Outputs;
import dev.rote.runner.plugin.Discovery;
import dev.rote.runner.plugin.Place;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.plugin.PluginDiscovery;
import dev.rote.runner.plugin.Problem;
import dev.rote.runner.process.LocalProcesses;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rote backends}. */
@Command(
    name = "backends",
    description = "Lists the backends found, their versions and jars, and what their devices say.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class BackendsCommand implements Callable<Integer> {
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(30);

  @Spec private CommandSpec spec;

  @Mixin private BackendPath backendPath;

  @Override
  public Integer call() {
    Outputs.requireTemporaryFolder();
    List<Place> searchPath = backendPath.searchPath();
    Discovery discovery = PluginDiscovery.discoverAt(searchPath);
    List<ProbeRunner.Answer> answers =
        ProbeRunner.run(new LocalProcesses(), discovery.plugins(), PROBE_TIMEOUT);
    PrintWriter out = spec.commandLine().getOut();
    for (Plugin plugin : discovery.plugins()) {
      print(
          plugin, answers.stream().filter(answer -> answer.plugin().equals(plugin)).toList(), out);
    }
    if (discovery.plugins().isEmpty()) {
      out.println("No backend was found.");
    }
    discovery.problems().stream().map(Problem::sentence).forEach(line -> out.println("! " + line));
    out.println("Looked for in:");
    searchPath.forEach(place -> out.println("  " + place));
    out.flush();
    return ExitCode.OK;
  }

  private static void print(Plugin plugin, List<ProbeRunner.Answer> answers, PrintWriter out) {
    Optional<String> framework =
        answers.stream().flatMap(answer -> framework(answer).stream()).findFirst();
    out.printf(
        "%s %s%s%n", plugin.id(), plugin.version(), framework.map(name -> ", " + name).orElse(""));
    out.printf("  from    %s%n", plugin.location());
    for (ProbeRunner.Answer answer : answers) {
      out.printf("  %-6s  %s%n", answer.device(), describe(answer.availability()));
    }
    out.println();
  }

  private static Optional<String> framework(ProbeRunner.Answer answer) {
    return answer.availability() instanceof Availability.Available available
        ? Optional.of(available.framework())
        : Optional.empty();
  }

  private static String describe(Availability availability) {
    return switch (availability) {
      case Availability.Available available ->
          available.detail().isEmpty() ? "available" : "available: " + available.detail();
      case Availability.Unavailable(String reason) -> "absent: " + reason;
    };
  }
}
