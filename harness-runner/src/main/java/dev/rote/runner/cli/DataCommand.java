package dev.rote.runner.cli;

import dev.rote.runner.cli.output.DataListing;
import dev.rote.runner.cli.output.FetchReport;
import dev.rote.runner.data.set.DataException;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.data.store.DataStore;
import dev.rote.runner.data.store.FileCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rote data}: the data sets on this machine. */
@Command(
    name = "data",
    description = "Lists, fetches and verifies data sets.",
    subcommands = {DataCommand.ListSets.class, DataCommand.Fetch.class, DataCommand.Verify.class})
public final class DataCommand implements Callable<Integer> {
  private final Function<DataLocations, DataStore> stores;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  /** Creates the command; it fetches from where the authors of the sets publish. */
  public DataCommand() {
    this(DataStore::new);
  }

  /** Creates the command with another way to open a store. */
  DataCommand(Function<DataLocations, DataStore> stores) {
    this.stores = stores;
  }

  /** Without a subcommand: says which there are. */
  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "a subcommand is missing, allowed are list, fetch and verify");
  }

  /** Where data are. */
  static final class DataDirectory {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this help message and exit.")
    private boolean help;

    @Option(
        names = "--data-dir",
        paramLabel = "DIR",
        description =
            "Look for data sets here first, and fetch them to here; then come the directories of"
                + " the environment variable ROTE_DATA, and ~/.rote/data.")
    private Optional<Path> directory = Optional.empty();

    DataStore open(DataCommand command) {
      return command.stores.apply(DataLocations.of(directory));
    }
  }

  /** {@code rote data list}. */
  @Command(name = "list", description = "Says which data sets there are and where.")
  static final class ListSets implements Callable<Integer> {
    @ParentCommand private DataCommand parent;
    @Mixin private DataDirectory data;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      data.open(parent).list().stream()
          .map(DataListing::describe)
          .forEach(spec.commandLine().getOut()::println);
      return ExitCode.OK;
    }
  }

  /** {@code rote data fetch SET...}. */
  @Command(
      name = "fetch",
      description =
          "Downloads data sets into the first of the directories that are searched; continues a download that was interrupted.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:the sets are there and verified",
        "2:wrong arguments",
        "3:a file cannot be fetched or written, or is not the official one"
      })
  static final class Fetch implements Callable<Integer> {
    @ParentCommand private DataCommand parent;
    @Mixin private DataDirectory data;
    @Spec private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "SET", description = "Such as cifar10.")
    private List<String> sets;

    @Override
    public Integer call() throws Exception {
      List<DataSet> wanted = parse(sets, spec);
      DataStore store = data.open(parent);
      return each(wanted, set -> fetch(store, set), spec.commandLine());
    }

    private int fetch(DataStore store, DataSet set) {
      if (set.generated()) {
        spec.commandLine().getOut().println(set.id() + " is generated: nothing to fetch");
      } else {
        try (FetchReport report = FetchReport.of(spec.commandLine())) {
          store.fetch(set, report);
        }
      }
      return ExitCode.OK;
    }
  }

  /** {@code rote data verify [SET...]}. */
  @Command(
      name = "verify",
      description = "Compares the files of data sets with the official ones.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:what is there of the sets is sound",
        "2:wrong arguments",
        "3:a file is not the official one or cannot be read, or a set is not there"
      })
  static final class Verify implements Callable<Integer> {
    @ParentCommand private DataCommand parent;
    @Mixin private DataDirectory data;
    @Spec private CommandSpec spec;

    @Parameters(
        arity = "0..*",
        paramLabel = "SET",
        description = "Such as cifar10; without any, all that are there.")
    private List<String> sets = List.of();

    @Override
    public Integer call() throws Exception {
      DataStore store = data.open(parent);
      List<DataSet> wanted = sets.isEmpty() ? present(store) : parse(sets, spec);
      return each(wanted, set -> verify(store, set), spec.commandLine());
    }

    private int verify(DataStore store, DataSet set) {
      List<FileCheck> checks = store.verify(set);
      if (checks.isEmpty()) {
        spec.commandLine().getOut().println(set.id() + " is generated: nothing to verify");
      }
      checks.forEach(
          check -> spec.commandLine().getOut().println(check.file() + ": " + check.verdict()));
      return checks.stream().allMatch(FileCheck::sound) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static List<DataSet> present(DataStore store) {
      return store.list().stream()
          .filter(listing -> DataListing.hasFiles(listing.state()))
          .map(listing -> listing.set())
          .toList();
    }
  }

  private static List<DataSet> parse(List<String> ids, CommandSpec spec) {
    return ids.stream().map(id -> parse(id, spec)).distinct().toList();
  }

  private static DataSet parse(String id, CommandSpec spec) {
    return DataSet.byId(id)
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "there is no data set '%s', allowed are %s".formatted(id, allowed())));
  }

  private static String allowed() {
    return DataSet.all().stream().map(DataSet::id).collect(Collectors.joining(", "));
  }

  /**
   * Does something for each set and returns the worst exit code. A set that is missing or damaged
   * is answered as in every other command, and the sets after it have their turn.
   */
  private static int each(List<DataSet> sets, ToIntFunction<DataSet> work, CommandLine commandLine)
      throws Exception {
    int worst = ExitCode.OK;
    for (DataSet set : sets) {
      try {
        worst = Math.max(worst, work.applyAsInt(set));
      } catch (DataException e) {
        int exitCode =
            commandLine
                .getExecutionExceptionHandler()
                .handleExecutionException(e, commandLine, commandLine.getParseResult());
        worst = Math.max(worst, exitCode);
      }
    }
    return worst;
  }
}
