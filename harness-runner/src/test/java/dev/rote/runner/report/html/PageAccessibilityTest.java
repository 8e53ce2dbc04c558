package dev.rote.runner.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.rote.runner.report.view.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By axe-core's rules, in both colour schemes, with what is folded up unfolded. */
@ExtendWith(InBrowser.class)
class PageAccessibilityTest {
  private final Browser browser;

  PageAccessibilityTest(Browser browser) {
    this.browser = browser;
  }

  @ParameterizedTest
  @CsvSource({
    "ordinary, light", "ordinary, dark",
    "troubled, light", "troubled, dark",
    "large, light", "large, dark",
    "unfinished, light", "unfinished, dark"
  })
  void axeFindsNothingSerious(String name, String scheme) throws IOException {
    Path page = browser.write(report(name));
    browser.screen(1280, scheme);
    browser.show(page);
    if (name.equals("large")) {
      // 40 of 200 rows: the others are alike, and axe looks at each cell.
      browser.choose("[data-filter=name]", "corrupted-0");
      browser.await("document.documentElement.dataset.drawn");
    }
    // Of the charts one: the tables under the others are alike.
    browser
        .driver()
        .executeScript(
            "document.querySelectorAll(':not(figure) > details, #chart-loss details').forEach(e => e.open = true)");
    browser.frame();

    assertThat(serious()).isEmpty();
  }

  @Test
  void axeFindsWhatIsThere() throws IOException {
    browser.open(Runs.ordinary());
    browser.driver().executeScript("document.querySelector('h1').style.color = '#eeeeee'");

    assertThat(serious()).singleElement().asString().startsWith("color-contrast: [<h1");
  }

  /** Returns the rules of impact serious or critical that are broken, with where. */
  private List<String> serious() {
    return new AxeBuilder()
        .analyze(browser.driver()).getViolations().stream()
            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
            .map(rule ->
                rule.getId()
                    + ": "
                    + rule.getNodes().stream().map(CheckedNode::getHtml).limit(5).toList())
            .toList();
  }

  private static Report report(String name) {
    return switch (name) {
      case "ordinary" -> Runs.ordinary();
      case "troubled" -> Runs.troubled();
      case "large" -> Runs.large();
      case "unfinished" -> Runs.unfinished();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
