package dev.rote.testkit;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.cli.Program;
import dev.rote.runner.environment.TemporaryFolder;
import dev.rote.runner.plugin.Discovery;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.plugin.PluginDiscovery;
import dev.rote.runner.plugin.Problem;
import dev.rote.runner.report.text.Terminal;
import dev.rote.testkit.clause.Clause;
import dev.rote.testkit.clause.Clauses;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The program behind {@code rote verify-backend}, which parses the user's arguments and starts it:
 * the contract for every backend in a directory or jar, one line per clause.
 */
public final class VerifyBackend {
  private static final int USAGE = 2;

  private final VerdictPrinter printer;
  private final PrintWriter err;

  /** Prepares to print there. */
  VerifyBackend(PrintWriter out, PrintWriter err, boolean colour) {
    this.printer = new VerdictPrinter(out, colour);
    this.err = err;
  }

  /**
   * Checks and exits with 0 if every clause holds or does not apply, 1 if one fails, 2 if there is
   * nothing to check, and 3 if a jar gives no backend or a device cannot be opened.
   *
   * @param arguments the directory or jar; the kinds of device with commas between them, or nothing
   *     for all; a glob of clause ids
   */
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.detect(System.getProperties(), System.getenv());
    Program.exit((out, err) ->
        new VerifyBackend(out, err, terminal.colourOut())
            .run(Path.of(arguments[0]), kinds(arguments[1]), arguments[2]));
  }

  private static List<DeviceKind> kinds(String ids) {
    return Arrays.stream(ids.split(","))
        .filter(id -> !id.isEmpty())
        .map(id -> DeviceKind.byId(id).orElseThrow())
        .toList();
  }

  /** Checks, and returns the exit code. */
  int run(Path target, List<DeviceKind> kinds, String clauses) throws IOException {
    List<Clause> wanted = matching(clauses);
    if (wanted.isEmpty()) {
      return usage(
          "no clause matches '%s'; there are %s"
              .formatted(clauses, String.join(", ", ids(Clauses.all()))));
    }
    Discovery discovery = PluginDiscovery.discover(List.of(target));
    if (discovery.plugins().isEmpty() && discovery.problems().isEmpty()) {
      return usage(target + " holds no jar and no backend's directory");
    }
    discovery.problems().stream().map(Problem::sentence).forEach(printer::problem);
    List<ClauseResult> results = new ArrayList<>();
    List<Absence> absences = new ArrayList<>();
    for (Plugin plugin : discovery.plugins()) {
      Optional<DeviceKind> missing =
          kinds.stream().filter(kind -> !plugin.devices().contains(kind)).findFirst();
      if (missing.isPresent()) {
        return usage(
            "the backend %s has no code for %s, only for %s"
                .formatted(plugin.id(), missing.get(), plugin.devices()));
      }
      results.addAll(verify(plugin, kinds, wanted, absences));
    }
    Summary summary = new Summary(results, discovery.problems().size(), absences);
    printer.summary(summary);
    return summary.exitCode();
  }

  private List<ClauseResult> verify(
      Plugin plugin, List<DeviceKind> kinds, List<Clause> clauses, List<Absence> absences)
      throws IOException {
    Path logs = TemporaryFolder.createFolder("rote-verify-");
    Contract contract = new Contract(plugin, logs);
    List<ClauseResult> results = new ArrayList<>();
    for (DeviceKind kind : plugin.devices().stream().sorted().toList()) {
      if (kinds.isEmpty() || kinds.contains(kind)) {
        Device device = Device.first(kind);
        printer.begin(plugin, device);
        Optional<Absence> absence = contract.absence(device);
        if (absence.isPresent()) {
          boolean excused = kinds.isEmpty() && absence.get().excused();
          printer.absent(absence.get(), excused);
          if (!excused) {
            absences.add(absence.get());
          }
        } else {
          results.addAll(contract.verify(device, clauses, printer::print));
          printer.end();
        }
      }
    }
    return results;
  }

  private static List<Clause> matching(String glob) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    return Clauses.all().stream().filter(clause -> matcher.matches(Path.of(clause.id()))).toList();
  }

  private static List<String> ids(List<Clause> clauses) {
    return clauses.stream().map(Clause::id).toList();
  }

  private int usage(String sentence) {
    err.println("rote: " + sentence);
    return USAGE;
  }
}
