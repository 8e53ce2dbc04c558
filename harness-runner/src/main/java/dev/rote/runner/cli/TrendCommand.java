package dev.rote.runner.cli;

import dev.rote.runner.analysis.trend.Trend;
import dev.rote.runner.analysis.trend.TrendChoice;
import dev.rote.runner.cli.output.Browser;
import dev.rote.runner.cli.output.Outputs;
import dev.rote.runner.cli.output.TrendFormat;
import dev.rote.runner.history.History;
import dev.rote.runner.history.HistoryEntry;
import dev.rote.runner.plan.Overrides;
import dev.rote.runner.report.text.Terminal;
import dev.rote.runner.run.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code rote trend}. */
@Command(
    name = "trend",
    description =
        "Shows what a history of nights comes to: the speed and the learning of every row over time, "
            + "what nights decided, a line for each cause, and whether they decide one way too often.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  the trend was shown, whatever it shows",
      "  2  wrong arguments, or a history without such nights",
      "",
      "What the figures mean: docs/nightly.md.",
    })
final class TrendCommand implements Callable<Integer> {
  private static final Path PRINTED = Path.of("-");

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder of the history.")
  private Path folder = Path.of("");

  @Option(
      names = "--suite",
      paramLabel = "NAME",
      description = "Which suite's nights (default: the only one that the history has).")
  private Optional<String> suite = Optional.empty();

  @Option(
      names = "--row",
      paramLabel = "GLOB",
      description =
          "Only rows of this name, such as 'mlp-1x512*cpu'; * stands for anything and ? for a letter.")
  private Optional<String> row = Optional.empty();

  @Option(
      names = "--nights",
      paramLabel = "N",
      converter = Count.class,
      description =
          "Only the last N nights (default: all; decisions are counted over the last "
              + Trend.COUNTED_NIGHTS
              + ").")
  private Optional<Integer> nights = Optional.empty();

  @Option(
      names = "--normalized",
      description =
          "Divide steps out of the speeds where the machine changed, and where a change of suite or "
              + "machine was accepted.")
  private boolean normalized;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where to write, - for the standard output (default: it is printed).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = TrendFormat.Converter.class,
      description = "text, html or json (default: by the ending of FILE, else text).")
  private Optional<TrendFormat> format = Optional.empty();

  @Option(names = "--open", description = "Open the page in a browser; of the format html only.")
  private boolean open;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    TrendFormat chosen = format.or(() -> out.flatMap(TrendFormat::of)).orElse(TrendFormat.TEXT);
    Optional<Path> file = out.filter(each -> !each.equals(PRINTED));
    if (open && (chosen != TrendFormat.HTML || file.isEmpty())) {
      throw new UsageException(
          "--open shows a page in a browser, but no page is written: name a file for it, as in -o trend.html");
    }
    file.ifPresent(this::requireFile);
    Trend trend = trend(History.read(folder));
    if (file.isPresent()) {
      Outputs.write(file.get(), to -> chosen.write(trend, Terminal.NONE, to));
      spec.commandLine().getOut().println("Trend: " + file.get());
    } else {
      Terminal terminal = Terminal.detect(System.getProperties(), System.getenv());
      chosen.write(trend, terminal, spec.commandLine().getOut());
    }
    spec.commandLine().getOut().flush();
    if (open) {
      Browser.ofThisMachine().show(file.orElseThrow(), err);
    }
    return ExitCode.OK;
  }

  private void requireFile(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    if (folder.toAbsolutePath().normalize().equals(parent)) {
      throw new UsageException(
          "%s would lie among the files of the history: name a file elsewhere with -o"
              .formatted(file));
    }
    Outputs.requireFile("-o", file);
  }

  private Trend trend(History history) {
    String name = suite(Trend.suites(history));
    Predicate<String> rows =
        row.map(Overrides::pattern).map(Pattern::asMatchPredicate).orElse(any -> true);
    requireRow(history, name, rows);
    return Trend.of(
        history,
        name,
        new TrendChoice(rows, nights.map(OptionalInt::of).orElse(OptionalInt.empty()), normalized));
  }

  private String suite(List<String> suites) {
    if (suites.isEmpty()) {
      throw new UsageException(
          "%s has no whole night to show: name the folder of a history, with files such as 2026-11.jsonl"
              .formatted(folder));
    }
    if (suite.isEmpty() && suites.size() > 1) {
      throw new UsageException(
          "%s has nights of several suites: say with --suite which of %s to show"
              .formatted(folder, String.join(", ", suites)));
    }
    String name = suite.orElse(suites.getFirst());
    if (!suites.contains(name)) {
      throw new UsageException(
          "%s has no night of the suite '%s', only of %s"
              .formatted(folder, name, String.join(", ", suites)));
    }
    return name;
  }

  private void requireRow(History history, String name, Predicate<String> rows) {
    if (row.isPresent()
        && history.nights().stream()
            .filter(night -> night.night().suite().equals(name))
            .flatMap(night -> night.entries().stream())
            .map(HistoryEntry::cell)
            .noneMatch(rows)) {
      throw new UsageException(
          "--row '%s' matches no row of %s, whose names are such as '%s'"
              .formatted(row.get(), name, example(history, name)));
    }
  }

  private static String example(History history, String name) {
    return history.nights().reversed().stream()
        .filter(night -> night.night().suite().equals(name))
        .flatMap(night -> night.entries().stream())
        .map(HistoryEntry::cell)
        .findFirst()
        .orElse("none");
  }

  /** Reads a number of nights from the command line. */
  static final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      try {
        int count = Integer.parseInt(text.strip());
        if (count > 0) {
          return count;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw new TypeConversionException(
          "'%s' is no number of nights, allowed is 1 or more".formatted(text));
    }
  }
}
