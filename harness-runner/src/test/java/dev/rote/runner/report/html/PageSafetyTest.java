package dev.rote.runner.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.NoAlertPresentException;

@ExtendWith(InBrowser.class)
class PageSafetyTest {
  private final Browser browser;

  PageSafetyTest(Browser browser) {
    this.browser = browser;
  }

  @Test
  void aPageAsksForNothingButItself() throws IOException {
    Path page = browser.write(Runs.ordinary());
    browser.show(page);
    browser.driver().executeScript("scrollTo(0, document.body.scrollHeight)");
    browser.frame();

    assertThat(browser.requests())
        .contains(page.toUri().toString())
        .allMatch(url -> url.equals(page.toUri().toString()) || url.startsWith("data:"));
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void aPolicyKeepsItFromAskingForMore() throws IOException {
    browser.open(Runs.ordinary());
    browser
        .driver()
        .executeAsyncScript(
            """
            const done = arguments[0];
            const image = new Image();
            image.onerror = image.onload = () => done();
            image.src = 'http://127.0.0.1:9/picture.png';
            """);

    assertThat(browser.console())
        .hasSize(1)
        .allMatch(message -> message.contains("Content Security Policy"));
  }

  @Test
  void namesAndLogsAreTextsWhateverTheyHold(@TempDir Path folder) throws IOException {
    browser.open(Runs.hostile(folder));
    browser
        .driver()
        .executeScript("document.querySelectorAll('details').forEach(e => e.open = true)");
    browser.frame();

    assertThatThrownBy(() -> browser.driver().switchTo().alert())
        .isInstanceOf(NoAlertPresentException.class);
    assertThat(browser.console()).isEmpty();
    assertThat(browser.each("script", "e.id")).containsExactly("data", "", "");

    assertThat(browser.one("h1").getText()).startsWith(Runs.HOSTILE);
    assertThat(browser.texts("#rows tbody td:first-child")).containsOnly(Runs.HOSTILE);
    assertThat(browser.each("#baseline option", "e.textContent")).contains(Runs.HOSTILE + " cpu");
    assertThat(browser.each("#chart-loss .legend button", "e.textContent"))
        .contains(Runs.HOSTILE + ": " + Runs.HOSTILE + " cpu");
    assertThat(browser.each("#chart-loss details th", "e.textContent"))
        .contains(Runs.HOSTILE + ": " + Runs.HOSTILE + " cpu");
    assertThat(browser.each("#chart-training svg text", "e.textContent"))
        .contains(Runs.HOSTILE + " cpu: 14,120");
    assertThat(browser.texts("pre")).contains("of b: " + Runs.HOSTILE);
    assertThat(browser.texts(".remarks li")).anyMatch(text -> text.contains(Runs.HOSTILE));
  }

  @Test
  void whatAMouseShowsIsTextToo(@TempDir Path folder) throws IOException {
    browser.open(Runs.hostile(folder));

    assertThat(browser.tip("#chart-training", ".plot svg path[fill='#0072b2']"))
        .isEqualTo(Runs.HOSTILE + " cpu\n14,120 examples/s");
    assertThat(browser.each("script", "e.id")).containsExactly("data", "", "");
  }

  @Test
  void aBaselineWithSuchANameIsNamedToo(@TempDir Path folder) throws IOException {
    browser.open(Runs.hostile(folder));
    browser.choose("#baseline", Runs.HOSTILE + " cpu");

    List<String> differences = browser.texts("#rows .diff");
    assertThat(differences).isNotEmpty().allMatch(text -> text.contains(Runs.HOSTILE + " cpu"));
    assertThat(browser.each("script", "e.id")).containsExactly("data", "", "");
  }
}
