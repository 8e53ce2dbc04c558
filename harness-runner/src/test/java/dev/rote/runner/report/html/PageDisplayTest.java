package dev.rote.runner.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.report.view.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(InBrowser.class)
class PageDisplayTest {
  /** Of the first row on light paper, and on a dark screen. */
  private static final String LIGHT = "#0072b2";

  private static final String DARK = "#56b4e9";
  private static final int PAPER = 700;

  /** Between the margins of A4, in CSS pixels. */
  private static final int SHEET = 718;

  private final Browser browser;

  PageDisplayTest(Browser browser) {
    this.browser = browser;
  }

  @Test
  void aReaderWhoTurnsToDarkColoursSeesAllOfThePageInThem() throws IOException {
    browser.open(Runs.ordinary());
    assertThat(brightness("document.body")).isGreaterThan(200);
    assertThat(inColour(LIGHT)).isPositive();

    browser.driver().executeScript("window.untouched = true");
    browser.screen(1280, "dark");
    // The page hears of it in the next frame: until then it is drawn, in the other colours.
    browser.await("matchMedia('(prefers-color-scheme: dark)').matches");
    browser.frame();
    browser.await("document.documentElement.dataset.drawn");

    assertThat(brightness("document.body")).isLessThan(50);
    assertThat(inColour(LIGHT)).isZero();
    assertThat(inColour(DARK)).isPositive();
    assertThat(browser.<Boolean>value("window.untouched === true")).isTrue();
  }

  @Test
  void onPaperItIsLightAndNarrowAndOnTheScreenAsBefore() throws IOException {
    Path page = browser.write(Runs.ordinary());
    browser.screen(1280, "dark");
    browser.show(page);
    List<String> widths =
        browser.each("figure:not([hidden]) svg[width]", "e.getAttribute('width')");
    long dark = inColour(DARK);
    browser
        .driver()
        .executeScript(
            """
            addEventListener('beforeprint', () => {
              const seen = colour => document.querySelectorAll(`.plot svg path[stroke="${colour}"]`).length;
              window.printed = {
                widths: [...document.querySelectorAll('.plot svg')].map(e => Number(e.getAttribute('width'))),
                light: seen('%s'), dark: seen('%s')};
            });
            """
                .formatted(LIGHT, DARK));

    byte[] pdf =
        Base64.getDecoder()
            .decode(
                (String)
                    browser
                        .driver()
                        .executeCdpCommand("Page.printToPDF", Map.of("printBackground", true))
                        .get("data"));

    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(browser.<Long>value("printed.light")).isPositive();
    assertThat(browser.<Long>value("printed.dark")).isZero();
    assertThat(browser.<List<Long>>value("printed.widths"))
        .hasSize(9)
        .allMatch(width -> width <= PAPER);

    browser.awaitDrawn();
    assertThat(inColour(DARK)).isEqualTo(dark).isPositive();
    assertThat(inColour(LIGHT)).isZero();
    assertThat(browser.each("figure:not([hidden]) svg[width]", "e.getAttribute('width')"))
        .isEqualTo(widths);
  }

  @Test
  void aSheetHasAllColumnsOnLightGroundAndNothingThatCannotBeClicked() throws IOException {
    browser.open(Runs.ordinary());
    browser.screen(SHEET, "dark");
    browser.media("print", "dark");
    browser.driver().executeScript("dispatchEvent(new Event('beforeprint'))");

    assertThat(browser.<Long>value("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(SHEET);

    assertThat(brightness("document.body")).isEqualTo(255);
    assertThat(browser.one("#controls").isDisplayed()).isFalse();
    assertThat(browser.one("#rows").isDisplayed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ordinary", "troubled", "hostile", "large", "two machines", "unfinished"})
  void onAPhoneNothingButTablesIsWiderThanTheScreen(String name, @TempDir Path folder)
      throws IOException {
    Path page = browser.write(report(name, folder));
    browser.screen(400, "light");
    browser.show(page);

    assertThat(browser.<Long>value("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(400);

    browser
        .driver()
        .executeScript("document.querySelectorAll('details').forEach(e => e.open = true)");
    browser.frame();
    assertThat(browser.<Long>value("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(400);
  }

  private static Report report(String name, Path folder) throws IOException {
    return switch (name) {
      case "ordinary" -> Runs.ordinary();
      case "troubled" -> Runs.troubled();
      case "hostile" -> Runs.hostile(folder);
      case "large" -> Runs.large();
      case "two machines" -> Runs.twoMachines();
      case "unfinished" -> Runs.unfinished();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private long inColour(String colour) {
    return browser.<Long>value(
        "document.querySelectorAll('.plot svg path[stroke=\"%s\"]').length".formatted(colour));
  }

  /** Returns the mean of red, green and blue of a background, 0 to 255. */
  private double brightness(String element) {
    return browser
        .<Number>value(
            "getComputedStyle(%s).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b) / 3"
                .formatted(element))
        .doubleValue();
  }
}
