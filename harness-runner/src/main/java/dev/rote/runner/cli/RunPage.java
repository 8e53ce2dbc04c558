package dev.rote.runner.cli;

import dev.rote.runner.plan.Unit;
import dev.rote.runner.report.html.HtmlReport;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.result.UnitResult;
import dev.rote.runner.result.json.FileTrouble;
import dev.rote.runner.result.json.OutputFile;
import dev.rote.runner.run.Run;
import dev.rote.runner.run.RunListener;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps the page of a run up to date while it works: at most every half minute, between two units,
 * when nothing is timed. A page that cannot be written ends no run.
 */
final class RunPage implements RunListener {
  private static final double SECONDS_BETWEEN = 30;

  /** Of the time between two pages, how many times that which the last one took. */
  private static final double SHARE = 20;

  private final Run run;
  private long last = System.nanoTime();
  private double lastSeconds;
  private Optional<IOException> failure = Optional.empty();

  RunPage(Run run) {
    this.run = run;
  }

  /** Returns where the page is. */
  Path path() {
    return run.folder().page();
  }

  /** Returns why the page is not what it should be, or empty if it is. */
  Optional<String> failure() {
    return failure.map(e ->
        "the report %s cannot be written: %s; rote report %s writes it from the results"
            .formatted(path(), FileTrouble.of(e, path()), run.folder().path()));
  }

  @Override
  public void begin(int tasks) {
    write();
  }

  @Override
  public void ended(Unit unit, UnitResult result, double seconds) {
    double since = (System.nanoTime() - last) / 1e9;
    if (since > Math.max(SECONDS_BETWEEN, SHARE * lastSeconds)) {
      write();
    }
  }

  @Override
  public void end() {
    write();
  }

  private void write() {
    long start = System.nanoTime();
    try {
      write(Report.of(run.result(), run.folder().path()), path());
      failure = Optional.empty();
    } catch (IOException e) {
      failure = Optional.of(e);
    }
    last = System.nanoTime();
    lastSeconds = (last - start) / 1e9;
  }

  /** Writes a page in place of what is there. */
  static void write(Report report, Path path) throws IOException {
    new OutputFile(path)
        .write(out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          HtmlReport.write(report, writer);
          writer.flush();
        });
  }
}
