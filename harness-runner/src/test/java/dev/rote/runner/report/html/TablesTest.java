package dev.rote.runner.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.report.format.Markdown;
import dev.rote.runner.report.html.GeneratedRun.Target;
import dev.rote.runner.report.view.Report;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables beside the summary, on a run whose suite calls for all of them. */
class TablesTest {
  private static final List<Target> TARGETS =
      List.of(new Target("a", "cpu", 1000), new Target("b", "cpu", 2000));

  @Test
  void whatWasPublishedStandsBesideOursWithTheDistance() throws IOException {
    String markdown = markdown();

    assertThat(markdown)
        .contains(
            "| experiment | backend | device | train acc | published | points from it | test acc | published | points from it | outcome | where |")
        .containsPattern(
            "\\| mlp/true-labels/seed-1 \\| a \\| cpu \\| [0-9.]+% \\| 99.00% \\| [+-][0-9.]+ \\| [0-9.]+% \\| - \\| - \\| not-reached \\| here \\|")
        .containsPattern(
            "\\| mlp/decayed/seed-1 \\| a \\| cpu \\| [0-9.]+% \\| - \\| - \\| .*not-reached; published: did not converge \\| there \\|");
  }

  @Test
  void seedsSlowdownAndCapacityHaveTables() throws IOException {
    assertThat(markdown())
        .contains("**Seeds: what they make of it, and which rows are equivalent**")
        .containsPattern("\\| mlp/true-labels \\| b \\| cpu \\| 3 \\|")
        .contains("**Slowdown: times as long to zero as with true labels**")
        .containsPattern("\\| mlp/random-labels-train-500 \\| a \\| cpu \\| .* \\|")
        .contains("**Capacity: random labels memorized**")
        .containsPattern("\\| mlp \\| a \\| cpu \\| 1 \\| 250 \\|");
  }

  @Test
  void aReportSaysOfWhatItIsAndHowToMakeItAgain() throws IOException {
    assertThat(markdown())
        .contains("- shapes, 500 training and 100 test images, seeds 1, 2, 3\n")
        .containsPattern("- To do the same again: rote ");
  }

  private static String markdown() throws IOException {
    StringWriter out = new StringWriter();
    Markdown.write(
        Report.of(
            GeneratedRun.of(
                    """
                    name: tables
                    data: {set: shapes, train: 500, test: 100}
                    models:
                      - {name: mlp, layers: [flatten, {dense: 32}, relu, {dense: 10}]}
                    optimizer: {type: sgd, momentum: 0.9}
                    learningRate: {initial: 0.01}
                    batchSize: 100
                    experiments:
                      - {name: true-labels, paper: {trainAccuracy: 0.99, where: here}}
                      - name: decayed
                        regularizers: {weightDecay: 0.1}
                        paper: {converged: false, where: there}
                      - {name: random-labels, labelCorruption: 1.0, train: [250, 500]}
                    seeds: [1, 2, 3]
                    """,
                    TARGETS,
                    10)
                .result(),
            Path.of("out")),
        out);
    return out.toString();
  }
}
