package dev.rote.runner.report.html;

import static dev.rote.runner.analysis.comparison.Compared.cell;
import static dev.rote.runner.analysis.comparison.Compared.run;
import static dev.rote.runner.analysis.comparison.Compared.speed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.analysis.comparison.Rules;
import dev.rote.runner.analysis.comparison.RunComparison;
import dev.rote.runner.analysis.comparison.Side;
import dev.rote.runner.report.view.ComparisonView;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonPageTest {
  private static final double[] FORKS = {1000, 1010, 990, 1005, 995, 1002};

  @Test
  void namesAreShownAsTheyAreAndNothingIsLoaded() throws IOException {
    String page = page(Runs.HOSTILE);

    assertThat(page)
        .contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script")
        .contains("default-src 'none'");
  }

  @Test
  void whatMustBeSeenStandsFirst() throws IOException {
    String page = page("gone");

    assertThat(page.indexOf(">missing<")).isPositive().isLessThan(page.indexOf(">unchanged<"));
  }

  /**
   * A cell and a speed of a backend that is in the first run only, beside some that are in both.
   */
  private static String page(String gone) throws IOException {
    ComparisonView view =
        ComparisonView.of(
            RunComparison.of(
                Side.of(
                    "base",
                    run(
                        List.of(cell("a"), cell(gone)),
                        List.of(speed("a", FORKS, FORKS), speed(gone, FORKS, FORKS)))),
                Side.of("head", run(List.of(cell("a")), List.of(speed("a", FORKS, FORKS)))),
                Rules.USUAL));
    StringWriter out = new StringWriter();
    HtmlReport.write(view, out);
    return out.toString();
  }
}
