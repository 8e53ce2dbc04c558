package dev.rote.runner.report.html;

import static dev.rote.runner.analysis.trend.MadeNights.decision;
import static dev.rote.runner.analysis.trend.MadeNights.machine;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.rote.runner.analysis.trend.MadeNights;
import dev.rote.runner.analysis.trend.Trend;
import dev.rote.runner.analysis.trend.TrendChoice;
import dev.rote.runner.history.Decision;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

@ExtendWith(InBrowser.class)
class TrendPageTest {
  private static final String ALARM = "#a8201a";
  private static final String MEAN = "#0072b2";
  private static final String LEVEL = "#d55e00";

  @TempDir private Path folder;
  private final Browser browser;

  TrendPageTest(Browser browser) {
    this.browser = browser;
  }

  @Test
  void everySeriesHasAChartWithItsMeansAndItsLevels() throws IOException {
    open(nights("a"));

    assertThat(browser.texts("figcaption"))
        .containsExactly(
            "training of mlp, batch 128 on a cpu", "inference of mlp, batch 128 on a cpu");
    for (String colour : List.of(MEAN, LEVEL)) {
      assertThat(
              browser.each(
                  "figure",
                  "[...e.querySelectorAll('.plot svg path[stroke=\"%s\"]')].some(path => path.getBBox().width > 0)"
                      .formatted(colour)))
          .as(colour)
          .containsExactly("true", "true");
    }
    assertThat(
            browser.each(
                "figure",
                "e.querySelectorAll('.plot svg path[fill=\"%s\"]').length".formatted(ALARM)))
        .containsExactly("1", "0");
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).hasSize(1);
  }

  @Test
  void theTableBesideAChartHasEveryNight() throws IOException {
    open(nights("a"));
    WebElement summary = browser.one("figure details summary");
    browser.driver().executeScript("arguments[0].scrollIntoView({block: 'center'})", summary);
    summary.click();
    browser.await("document.querySelector('figure details table')");

    List<WebElement> rows = browser.all("figure details tbody tr");

    assertThat(rows).hasSize(25);
    assertThat(texts(rows.get(12)))
        .startsWith("2026-11-13", "2,004")
        .endsWith("-", "machine: processors 8, before 4");
    assertThat(texts(rows.getLast())).startsWith("2026-11-25", "1,000").contains("alarm");
  }

  @Test
  void twentyFourChartsAreDrawnUntilAReaderAsksForMore() throws IOException {
    open(nights("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"));

    assertThat(browser.all("figure")).hasSize(24);
    assertThat(browser.one("#shown").getText()).isEqualTo("24 of 26 series are drawn");

    browser.driver().executeScript("document.getElementById('more').click()");
    browser.awaitDrawn();
    assertThat(browser.all("figure")).hasSize(26);
    assertThat(browser.one("#more").isDisplayed()).isFalse();

    browser.choose("[data-filter=backend]", "m");
    browser.awaitDrawn();
    assertThat(browser.texts("figcaption"))
        .hasSize(2)
        .allMatch(title -> title.endsWith("on m cpu"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void axeFindsNothingSerious(String scheme) throws IOException {
    Path page = write(nights("a"));
    browser.screen(1280, scheme);
    browser.show(page);
    browser
        .driver()
        .executeScript("document.querySelectorAll('details').forEach(e => e.open = true)");
    browser.frame();

    assertThat(new AxeBuilder().analyze(browser.driver()).getViolations())
        .filteredOn(rule -> List.of("serious", "critical").contains(rule.getImpact()))
        .extracting(Rule::getId)
        .isEmpty();
  }

  @Test
  void onAPhoneNothingButTablesIsWiderThanTheScreen() throws IOException {
    Path page = write(nights("a"));
    browser.screen(400, "light");
    browser.show(page);

    assertThat(browser.<Long>value("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(400);
  }

  @Test
  void namesAreShownAsTheyAre() throws IOException {
    open(nights(Runs.HOSTILE));

    assertThat(browser.texts("figcaption"))
        .first()
        .asString()
        .contains("</script><script>alert(1)</script>");
    assertThat(browser.console()).isEmpty();
  }

  private void open(MadeNights nights) throws IOException {
    Path page = write(nights);
    browser.screen(1280, "light");
    browser.show(page);
  }

  private Path write(MadeNights nights) throws IOException {
    Path file = folder.resolve("trend.html");
    try (Writer out = Files.newBufferedWriter(file)) {
      HtmlReport.write(Trend.of(nights.history(), MadeNights.SUITE, TrendChoice.ALL), out);
    }
    return file;
  }

  /** A machine that is twice as fast from the thirteenth night on, and an alarm in the last. */
  private static MadeNights nights(String... backends) {
    MadeNights nights = new MadeNights();
    for (int night = 0; night < 24; night++) {
      nights.night(machine(night < 12 ? 4 : 8));
      for (String backend : backends) {
        nights.speed(backend, (night < 12 ? 1000 : 2000) + night * 7 % 5);
      }
    }
    nights.night(machine(8));
    for (String backend : backends) {
      nights.decided("mlp", backend, decision(Decision.Kind.ALARM, 0.959));
    }
    return nights;
  }

  private static List<String> texts(WebElement row) {
    return row.findElements(By.tagName("td")).stream().map(WebElement::getText).toList();
  }
}
