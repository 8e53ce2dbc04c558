package dev.rote.runner.report.format;

import dev.rote.runner.report.view.Report;
import dev.rote.runner.result.json.ResultJson;
import java.io.IOException;
import java.io.Writer;

/** A run as {@code run.json} has it: one that an older Rote wrote takes the form of this one. */
public final class RunJson {
  private RunJson() {}

  /**
   * Writes the one run of a report.
   *
   * @throws IllegalArgumentException if there are more
   */
  public static void write(Report report, Writer out) throws IOException {
    if (report.sources().size() > 1) {
      throw new IllegalArgumentException(
          "there are %d runs, but a run.json is of one".formatted(report.sources().size()));
    }
    // As a text, because the mapper would close the writer.
    out.write(ResultJson.indented().writeValueAsString(report.sources().getFirst().run()));
    out.write('\n');
  }
}
