package dev.rote.runner.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InBrowser.class)
class UnfinishedPageTest {
  private final Browser browser;
  private String clock = "";

  UnfinishedPageTest(Browser browser) {
    this.browser = browser;
  }

  /**
   * What a page wants to do in half a minute or later waits until the test says that it is time.
   */
  @BeforeEach
  void stopTheClock() {
    clock =
        (String)
            browser
                .driver()
                .executeCdpCommand(
                    "Page.addScriptToEvaluateOnNewDocument",
                    Map.of(
                        "source",
                        """
                        window.later = [];
                        const soon = window.setTimeout;
                        window.setTimeout = (act, millis, ...more) =>
                          /reload/.test(act) ? later.push(act) : soon(act, millis, ...more);
                        """))
                .get("identifier");
  }

  @AfterEach
  void letItRun() {
    browser
        .driver()
        .executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", clock));
  }

  @Test
  void itSaysHowFarTheRunIsAndWhatIsMissing() throws IOException {
    browser.open(Runs.unfinished());

    assertThat(browser.one(".banner p").getText())
        .contains(
            "This run is not complete.",
            "9 of 12 units",
            "3 were missing",
            "rote run --resume out");
    assertThat(browser.one(".banner progress").getAttribute("value")).isEqualTo("9");
    assertThat(browser.one(".banner progress").getAttribute("max")).isEqualTo("12");

    browser.one(".banner summary").click();
    assertThat(browser.texts(".banner li"))
        .containsExactly(
            "train mlp/weight-decay/seed-1 on beta onednn",
            "train mlp/weight-decay/seed-1 on gamma cpu",
            "train mlp/weight-decay/seed-1 on gamma onednn");
  }

  @Test
  void itLoadsItselfAnewWithWhatWasChosen() throws IOException {
    browser.open(Runs.unfinished());
    browser.choose("[data-filter=backend]", "beta");
    browser.choose("#baseline", "beta onednn");
    browser.driver().executeScript("window.old = true");
    assertThat(browser.<Long>value("later.length")).isEqualTo(1);

    browser.driver().executeScript("later.forEach(act => act())");
    browser.awaitNewPage("old");

    assertThat(browser.<String>value("document.querySelector('[data-filter=backend]').value"))
        .isEqualTo("beta");
    assertThat(browser.<String>value("document.getElementById('baseline').value"))
        .isEqualTo("beta onednn");
    assertThat(browser.each("#rows tbody tr:not([hidden])", "e.cells[1].textContent"))
        .isNotEmpty()
        .containsOnly("beta");
    assertThat(browser.texts("#rows tr:not([hidden]) .diff"))
        .isNotEmpty()
        .allMatch(text -> text.contains("beta onednn"));
  }

  @Test
  void aReaderWhoComparesWithNothingIsLeftAlone() throws IOException {
    browser.open(Runs.unfinished());
    browser.choose("#baseline", "nothing");
    browser.driver().executeScript("window.old = true; later.forEach(act => act())");
    browser.awaitNewPage("old");

    assertThat(browser.all("#rows .diff")).isEmpty();
  }

  @Test
  void aCompleteRunIsNotLoadedAnew() throws IOException {
    browser.open(Runs.ordinary());

    assertThat(browser.<Long>value("later.length")).isZero();
    assertThat(browser.all(".banner")).isEmpty();
  }
}
