package dev.rote.runner.cli;

import dev.rote.runner.analysis.trend.Trend;
import dev.rote.runner.analysis.trend.TrendChoice;
import dev.rote.runner.cli.output.Destination;
import dev.rote.runner.cli.output.Outputs;
import dev.rote.runner.cli.output.TrendFormat;
import dev.rote.runner.history.History;
import dev.rote.runner.history.HistoryEntry;
import dev.rote.runner.plan.Overrides;
import dev.rote.runner.run.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
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
      names = "--format",
      paramLabel = "FORMAT",
      converter = TrendFormat.Converter.class,
      description = "text, html or json (default: by the ending of FILE, else text).")
  private Optional<TrendFormat> format = Optional.empty();

  @Mixin private Destination destination;

  @Override
  public Integer call() throws IOException {
    TrendFormat chosen =
        format.or(() -> destination.named().flatMap(TrendFormat::of)).orElse(TrendFormat.TEXT);
    destination.requirePage(chosen == TrendFormat.HTML, "trend.html");
    destination.file().ifPresent(this::requireFile);
    Trend trend = trend(History.read(folder));
    destination.write(
        "Trend",
        (terminal, to) -> chosen.write(trend, terminal, to),
        spec.commandLine().getOut(),
        spec.commandLine().getErr());
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
