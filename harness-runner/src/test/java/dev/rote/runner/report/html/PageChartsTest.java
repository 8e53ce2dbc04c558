package dev.rote.runner.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.report.view.Report;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

@ExtendWith(InBrowser.class)
class PageChartsTest {
  private static final String LOSS = "#chart-loss";

  private final Browser browser;

  PageChartsTest(Browser browser) {
    this.browser = browser;
  }

  @Test
  void anOrdinaryRunHasAChartOfEverythingThatItMeasured() throws IOException {
    browser.open(Runs.ordinary());

    assertThat(browser.each("figure:not([hidden])", "e.id"))
        .containsExactly(
            "chart-loss",
            "chart-accuracy",
            "chart-training",
            "chart-inference",
            "chart-published-train",
            "chart-published-test",
            "chart-parity",
            "chart-memory",
            "chart-startup");
  }

  @Test
  void aSweepHasChartsByCorruptionAndNoneOfWhatItDidNotMeasure() throws IOException {
    browser.open(Runs.sweep());

    assertThat(browser.each("figure:not([hidden])", "e.id"))
        .containsExactly(
            "chart-loss",
            "chart-accuracy",
            "chart-slowdown",
            "chart-test-error",
            "chart-memory",
            "chart-startup");
    assertThat(lines("#chart-slowdown")).isEqualTo(2);
    assertThat(
            browser.<String>value(
                "document.querySelector('#chart-slowdown .plot').getAttribute('aria-label')"))
        .contains("alpha cpu", "alpha onednn");
  }

  static List<Arguments> reports() {
    return List.of(
        report("ordinary", Runs::ordinary),
        report("sweep", Runs::sweep),
        report("troubled", Runs::troubled),
        report("large", Runs::large),
        report("two machines", Runs::twoMachines));
  }

  private static Arguments report(String name, Supplier<Report> report) {
    return Arguments.of(Named.of(name, report));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyChartThatIsShownHasInItWhatItsLegendSays(Supplier<Report> report) throws IOException {
    browser.open(report.get());

    List<String> empty =
        browser.each(
            "figure:not([hidden])",
            """
            [...e.querySelectorAll('.legend button')].every(button =>
                button.getAttribute('aria-pressed') === 'false'
                || [...e.querySelectorAll('.plot svg path')].some(path => {
                  const colour = button.querySelector('line').getAttribute('stroke');
                  return (path.getAttribute('stroke') === colour || path.getAttribute('fill') === colour)
                      && path.getBBox().width + path.getBBox().height > 0;
                })) ? '' : e.id
            """);
    assertThat(empty).isNotEmpty().containsOnly("");
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void whatIsNotANumberLeavesAGapAndNotAnError() throws IOException {
    browser.open(Runs.troubled());
    WebElement numbers = table(LOSS);

    assertThat(headers(numbers)).contains(Runs.TROUBLED + ": beta onednn");
    assertThat(column(numbers, Runs.TROUBLED + ": beta onednn")).startsWith("1.694", "1.247", "-");
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void theAxisOfSharesEndsAtAll() throws IOException {
    browser.open(Runs.ofOneEpoch());

    assertThat(
            browser.each(
                "#chart-accuracy",
                """
                [...e.querySelectorAll('.plot svg text')].map(text => text.textContent)
                    .filter(text => text.endsWith('%')).join(' ')
                """))
        .containsExactly("0% 20% 40% 60% 80% 100%");
  }

  @Test
  void aClickOnTheLegendTakesALineAwayAndBringsItBack() throws IOException {
    browser.open(Runs.ordinary());
    WebElement first = browser.one(LOSS + " .legend button");

    first.click();
    assertThat(first.getAttribute("aria-pressed")).isEqualTo("false");
    assertThat(lines(LOSS)).isEqualTo(11);

    first.click();
    assertThat(first.getAttribute("aria-pressed")).isEqualTo("true");
    assertThat(lines(LOSS)).isEqualTo(12);
  }

  @Test
  void theKeyboardDoesTheSame() throws IOException {
    browser.open(Runs.ordinary());
    browser.all(LOSS + " .choices select").getLast().sendKeys(Keys.TAB);
    WebElement first = browser.driver().switchTo().activeElement();

    assertThat(first).isEqualTo(browser.one(LOSS + " .legend button"));
    first.sendKeys(Keys.SPACE);
    assertThat(first.getAttribute("aria-pressed")).isEqualTo("false");
    assertThat(lines(LOSS)).isEqualTo(11);

    first.sendKeys(Keys.ENTER);
    assertThat(first.getAttribute("aria-pressed")).isEqualTo("true");
    assertThat(lines(LOSS)).isEqualTo(12);
  }

  @Test
  void ofManyLinesTwentyAreDrawnUntilAReaderAsksForMore() throws IOException {
    browser.open(Runs.large());
    List<WebElement> buttons = browser.all(LOSS + " .legend button");

    assertThat(buttons).hasSize(200);
    assertThat(lines(LOSS)).isEqualTo(20);
    assertThat(browser.one(LOSS + " .note").getText()).startsWith("20 of 200 are drawn");

    buttons.getLast().click();
    assertThat(lines(LOSS)).isEqualTo(21);
    assertThat(browser.one(LOSS + " .note").getText()).startsWith("21 of 200 are drawn");
  }

  @Test
  void theTableUnderAChartHasTheNumbersOfTheResults() throws IOException {
    Report report = Runs.ordinary();
    browser.open(report);
    assertThat(browser.all(LOSS + " details table")).isEmpty();
    WebElement numbers = table(LOSS);

    assertThat(numbers.isDisplayed()).isTrue();
    double loss = report.rows().getFirst().learning().epochs().getFirst().trainLoss();
    assertThat(column(numbers, "epoch")).hasSize(40).startsWith("1", "2").endsWith("39", "40");
    assertThat(Double.parseDouble(column(numbers, "true-labels: alpha cpu").getFirst()))
        .isCloseTo(loss, Percentage.withPercentage(0.1));
  }

  @Test
  void theTableFollowsTheChoiceAndTheLegend() throws IOException {
    browser.open(Runs.ordinary());
    WebElement numbers = table(LOSS);
    browser.choose(LOSS + " .choices label:nth-child(2) select", "seconds of training");

    assertThat(headers(numbers)).startsWith("seconds of training").hasSize(13);

    browser.one(LOSS + " .legend button").click();
    assertThat(headers(numbers)).hasSize(12).doesNotContain("true-labels: alpha cpu");
  }

  @Test
  void theBarsOfThroughputHaveTheirForksAndTheirInterval() throws IOException {
    browser.open(Runs.ordinary());
    WebElement numbers = table("#chart-training");

    assertThat(headers(numbers)).containsExactly("row", "examples/s", "from", "to", "forks");
    assertThat(column(numbers, "row")).contains("gamma onednn").hasSize(6);
    assertThat(column(numbers, "forks").getFirst().split(", ")).hasSize(5);
    double mean = number(column(numbers, "examples/s").getFirst());
    assertThat(number(column(numbers, "from").getFirst())).isLessThan(mean);
    assertThat(number(column(numbers, "to").getFirst())).isGreaterThan(mean);
  }

  @Test
  void aFilterLeavesOnlyItsLines() throws IOException {
    browser.open(Runs.ordinary());
    browser.choose("[data-filter=backend]", "beta");
    browser.awaitDrawn();

    assertThat(lines(LOSS)).isEqualTo(4);
    assertThat(browser.each(LOSS + " .legend button", "e.textContent"))
        .hasSize(4)
        .allMatch(name -> name.contains(": beta "));
    assertThat(browser.each("#chart-training .legend button", "e.textContent"))
        .containsExactly("beta cpu", "beta onednn");
  }

  @Test
  void aChartThatAFilterEmptiesIsGoneUntilItIsAskedForAgain() throws IOException {
    browser.open(Runs.ordinary());
    browser.choose("[data-filter=name]", Runs.TROUBLED);

    assertThat(browser.one("#chart-published-test").isDisplayed()).isFalse();

    browser.choose("[data-filter=name]", "all");
    assertThat(browser.one("#chart-published-test").isDisplayed()).isTrue();
  }

  @Test
  void aMouseOverABarOrALineTellsItsNumber() throws IOException {
    browser.open(Runs.ordinary());

    assertThat(browser.tip("#chart-memory", ".plot svg path[fill='#0072b2']"))
        .isEqualTo("true-labels: alpha cpu\n300 MiB");
    assertThat(browser.tip(LOSS, ".plot svg path[stroke='#0072b2'][fill=none]"))
        .matches("(?s)[a-z-]+: alpha cpu\nepoch \\d+: [\\d.e-]+");
  }

  /** Returns how many lines are drawn in the colours of the legend. */
  private int lines(String figure) {
    return browser
        .<Number>value(
            """
            (() => {
              const figure = document.querySelector('%s');
              const colours = [...figure.querySelectorAll('.legend line')].map(e => e.getAttribute('stroke'));
              return [...figure.querySelectorAll('.plot svg path[fill=none]')]
                .filter(e => colours.includes(e.getAttribute('stroke'))).length;
            })()
            """
                .formatted(figure))
        .intValue();
  }

  private WebElement table(String figure) {
    WebElement summary = browser.one(figure + " details summary");
    browser.driver().executeScript("arguments[0].scrollIntoView({block: 'center'})", summary);
    summary.click();
    browser.await("document.querySelector('%s details table')".formatted(figure));
    return browser.one(figure + " details .wide");
  }

  private static List<String> headers(WebElement table) {
    return table.findElements(By.tagName("th")).stream()
        .map(header -> header.getDomProperty("textContent"))
        .toList();
  }

  private static List<String> column(WebElement table, String header) {
    int place = headers(table).indexOf(header) + 1;
    assertThat(place).as(header).isPositive();
    return table.findElements(By.cssSelector("td:nth-child(%d)".formatted(place))).stream()
        .map(cell -> cell.getDomProperty("textContent"))
        .toList();
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace(",", ""));
  }
}
