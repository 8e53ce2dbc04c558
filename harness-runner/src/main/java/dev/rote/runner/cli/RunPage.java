package dev.rote.runner.cli;

import dev.rote.runner.cli.output.Outputs;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.report.html.HtmlReport;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.result.UnitResult;
import dev.rote.runner.result.json.FileTrouble;
import dev.rote.runner.run.Pace;
import dev.rote.runner.run.Run;
import dev.rote.runner.run.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps the page of a run up to date while it works: at most every half minute, between two units,
 * when nothing is timed. A page that cannot be written ends no run.
 */
final class RunPage implements RunListener {
  private static final double SECONDS_BETWEEN = 30;

  private final Run run;
  private final Pace pace = new Pace(SECONDS_BETWEEN);
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
    if (pace.due()) {
      write();
    }
  }

  @Override
  public void end() {
    write();
  }

  private void write() {
    pace.make(() -> {
      try {
        Report report = Report.of(run.result(), run.folder().path());
        Outputs.write(path(), out -> HtmlReport.write(report, out));
        failure = Optional.empty();
      } catch (IOException e) {
        failure = Optional.of(e);
      }
    });
  }
}
