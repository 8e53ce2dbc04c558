package dev.rote.runner.cli;

import dev.rote.runner.cli.output.Browser;
import dev.rote.runner.cli.output.Outputs;
import dev.rote.runner.cli.output.ReportFormat;
import dev.rote.runner.cli.output.ReportFormat.Form;
import dev.rote.runner.cli.output.StepSummary;
import dev.rote.runner.folder.RecordedRun;
import dev.rote.runner.report.text.Terminal;
import dev.rote.runner.report.view.Labels;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.result.json.OutputFile;
import dev.rote.runner.run.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rote report}. */
@Command(
    name = "report",
    description =
        "Writes a report of a run, or of several side by side, for people or for programs. Nothing "
            + "is run.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Exit code 0 if the report was written, whatever the runs came to: 'rote run' says that.",
    })
final class ReportCommand implements Callable<Integer> {
  /** What names the standard output in place of a file. */
  private static final Path PRINTED = Path.of("-");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Folders of runs, or run.json files; also those of an older Rote.")
  private List<Path> runs = List.of();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description =
          "Where to write, - for the standard output; of csv a folder (default: report.html or the "
              + "three files of csv in the folder of the one run, report.html in the working folder "
              + "for several; all other formats are printed).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = ReportFormat.Converter.class,
      description =
          "text, html, markdown, csv, jmh, junit, github-benchmark or json (default: by the ending "
              + "of FILE, else html; with --github alone, nothing else is written).")
  private Optional<ReportFormat> format = Optional.empty();

  @Option(names = "--open", description = "Open the page in a browser; of the format html only.")
  private boolean open;

  @Mixin private StepSummary summary;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Optional<ReportFormat> chosen = chosen();
    chosen.ifPresent(this::requireSense);
    requirePage(chosen);
    List<RecordedRun> recorded = runs.stream().map(RecordedRun::read).toList();
    Map<Path, Form> files =
        chosen.filter(each -> !isPrinted(each)).map(each -> files(each, recorded)).orElse(Map.of());
    files.keySet().forEach(file -> requireFile(file, recorded));
    summary.require(err);
    recorded.stream().filter(RecordedRun::behind).map(ReportCommand::behind).forEach(err::println);
    Report report = report(recorded);
    if (chosen.isPresent() && isPrinted(chosen.get())) {
      print(chosen.get(), report);
    }
    for (Map.Entry<Path, Form> file : files.entrySet()) {
      write(file.getKey(), file.getValue(), report);
    }
    if (open) {
      files.keySet().forEach(file -> Browser.ofThisMachine().show(file, err));
    }
    summary.append(report, err);
    return ExitCode.OK;
  }

  private Optional<ReportFormat> chosen() {
    if (format.isPresent()) {
      return format;
    }
    if (out.isEmpty() && summary.wanted() && !open) {
      return Optional.empty();
    }
    return out.flatMap(ReportFormat::of).or(() -> Optional.of(ReportFormat.HTML));
  }

  private void requireSense(ReportFormat chosen) {
    if (chosen == ReportFormat.JSON && runs.size() > 1) {
      throw new UsageException(
          "the format json is the run.json of one run, but there are %d: name one of them, or another format, of which csv has all figures of all runs"
              .formatted(runs.size()));
    }
    if (chosen.forms().size() == 1) {
      return;
    }
    String files = String.join(", ", chosen.forms().keySet());
    if (out.isEmpty() && runs.size() > 1) {
      throw new UsageException(
          "the format %s is %d files, %s: name the folder for those of %d runs with -o"
              .formatted(chosen.id(), chosen.forms().size(), files, runs.size()));
    }
    if (isPrinted(chosen) || (format.isEmpty() && out.flatMap(ReportFormat::of).isPresent())) {
      throw new UsageException(
          "-o %s would be one file, but the format %s is %d, %s: name a folder for them, as in --format %s -o FOLDER"
              .formatted(
                  out.orElseThrow(), chosen.id(), chosen.forms().size(), files, chosen.id()));
    }
  }

  private void requirePage(Optional<ReportFormat> chosen) {
    if (open && chosen.filter(each -> each == ReportFormat.HTML && !isPrinted(each)).isEmpty()) {
      throw new UsageException(
          "--open shows a page in a browser, but no page is written%s: leave it out, or name the format html and a file"
              .formatted(chosen.map(each -> " by the format " + each.id()).orElse("")));
    }
  }

  private boolean isPrinted(ReportFormat chosen) {
    return out.map(PRINTED::equals).orElse(chosen.printed());
  }

  private Map<Path, Form> files(ReportFormat chosen, List<RecordedRun> recorded) {
    Path folder = recorded.size() == 1 ? recorded.getFirst().folder() : Path.of("");
    Map<Path, Form> files = new LinkedHashMap<>();
    chosen
        .forms()
        .forEach((name, form) ->
            files.put(
                chosen.forms().size() == 1
                    ? out.orElseGet(() -> folder.resolve(name))
                    : out.orElse(folder).resolve(name),
                form));
    return files;
  }

  private void requireFile(Path file, List<RecordedRun> recorded) {
    Outputs.requireOutside(recorded, file);
    Outputs.requireFile(
        out.isPresent() ? "-o" : "the report",
        file,
        out.isPresent() ? "" : " (name another file with -o)");
  }

  /** Returns what a reader must know of a run whose view is behind its results. */
  static String behind(RecordedRun run) {
    return "rote: %s has results that its run.json does not have yet, and neither has the report: its run goes on, or was killed, and 'rote run --resume %s' completes it"
        .formatted(run.folder(), run.folder());
  }

  private Report report(List<RecordedRun> recorded) {
    List<String> labels = Labels.of(runs);
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < recorded.size(); i++) {
      RecordedRun run = recorded.get(i);
      sources.add(Source.of(labels.get(i), run.folder(), run.run()));
    }
    return Report.of(sources);
  }

  private void print(ReportFormat chosen, Report report) throws IOException {
    Terminal terminal = Terminal.detect(System.getProperties(), System.getenv());
    for (Form form : chosen.forms().values()) {
      form.write(report, terminal, spec.commandLine().getOut());
    }
    spec.commandLine().getOut().flush();
  }

  private void write(Path file, Form form, Report report) throws IOException {
    Outputs.write(file, out -> form.write(report, Terminal.NONE, out));
    // Whatever is no file of its own may be what is printed to.
    if (new OutputFile(file).regular()) {
      spec.commandLine().getOut().println("Report: " + file);
    }
  }
}
