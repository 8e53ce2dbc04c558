package dev.rote.runner.cli;

import dev.rote.runner.environment.Surroundings;
import dev.rote.runner.run.UsageException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code rote} command. */
@Command(
    name = "rote",
    description =
        "Runs memorization suites identically on every installed deep-learning framework and device, "
            + "and shows speed and learning side by side.",
    subcommands = {
      RunCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      NightlyCommand.class,
      SelftestCommand.class,
      TrendCommand.class,
      ParityCommand.class,
      DescribeCommand.class,
      BackendsCommand.class,
      VerifyBackendCommand.class,
      DataCommand.class,
      ExportCommand.class,
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  all fine (a network that does not converge is a result)",
      "  1  a regression, or rows that are not the same experiment",
      "  2  wrong arguments, or a bad suite",
      "  3  a requested cell crashed, timed out or was unavailable, data are missing or",
      "     damaged, or something else on this machine was in the way",
      "  4  a comparison that cannot be decided",
      "",
      "Start with: rote run suites/quickstart.yaml",
    })
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Runs the command line and exits. */
  public static void main(String[] arguments) {
    Program.exit((out, err) -> {
      Surroundings.settle().forEach(sentence -> err.println("rote: " + sentence));
      requireWorkingFolder();
      return commandLine(out, err).execute(arguments);
    });
  }

  /** Otherwise every relative path would lead to a folder of another name, or to none. */
  private static void requireWorkingFolder() {
    if (!Files.isDirectory(Surroundings.workingFolder())) {
      throw new UsageException(
          "the working folder %s has a name that Java cannot read, as it is not in the encoding %s: rename it, or work in another one"
              .formatted(Surroundings.workingFolder(), System.getProperty("sun.jnu.encoding")));
    }
  }

  /** Returns the command line that prints to these writers. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return commandLine(out, err, CommandLine.defaultFactory());
  }

  /**
   * Returns the same.
   *
   * @param parts makes the commands and their groups of options
   */
  static CommandLine commandLine(PrintWriter out, PrintWriter err, CommandLine.IFactory parts) {
    CommandLine commandLine = new CommandLine(new Main(), parts);
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO));
    commandLine.setExecutionExceptionHandler(new UserErrors());
    commandLine.setParameterExceptionHandler(new ArgumentErrors());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    // A name that begins with @ is a name: what it names is not read for further arguments.
    commandLine.setExpandAtFiles(false);
    return commandLine;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
