package dev.rote.runner.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.WebElement;

@ExtendWith(InBrowser.class)
class PageTableTest {
  private static final String ROWS = "#rows tbody tr:not([hidden])";

  private final Browser browser;

  PageTableTest(Browser browser) {
    this.browser = browser;
  }

  @Test
  void filtersHideRowsAndSayHowManyAreLeft() throws IOException {
    browser.open(Runs.ordinary());
    browser.choose("[data-filter=backend]", "beta");
    browser.choose("[data-filter=device]", "onednn");

    assertThat(column("backend")).containsExactly("beta", "beta");
    assertThat(column("device")).containsExactly("onednn", "onednn");
    assertThat(browser.all("#rows tbody tr").stream().filter(WebElement::isDisplayed)).hasSize(2);
    assertThat(browser.one("#shown").getText()).isEqualTo("2 of 12 rows");

    browser.choose("[data-filter=backend]", "all");
    browser.choose("[data-filter=device]", "all");
    assertThat(browser.all(ROWS)).hasSize(12);
  }

  @Test
  void allOfManyRowsComeBackAfterAFilter() throws IOException {
    browser.open(Runs.large());
    browser.choose("[data-filter=backend]", "beta");
    assertThat(column("backend")).isNotEmpty().containsOnly("beta");

    browser.choose("[data-filter=backend]", "all");
    browser.awaitDrawn();
    assertThat(browser.all(ROWS)).hasSize(200);
    assertThat(browser.one("#shown").getText()).isEqualTo("200 of 200 rows");
  }

  @Test
  void numbersAreSortedAsNumbersBothWays() throws IOException {
    browser.open(Runs.ordinary());
    browser.choose("[data-filter=name]", "true-labels");

    sort("training");
    assertThat(header("training").getAttribute("aria-sort")).isEqualTo("ascending");
    assertThat(column("backend"))
        .containsExactly("gamma", "alpha", "alpha", "beta", "beta", "gamma");

    sort("training");
    assertThat(header("training").getAttribute("aria-sort")).isEqualTo("descending");
    assertThat(column("backend"))
        .containsExactly("gamma", "beta", "beta", "alpha", "alpha", "gamma");
  }

  @Test
  void whatWasNotReachedIsSortedBehindAndWhatHasNoNumberLastBothWays() throws IOException {
    browser.open(Runs.troubled());

    sort("epochs-to-zero-loss");
    List<String> ascending = column("epochs-to-zero-loss");
    assertThat(ascending.subList(0, 6)).containsExactly("18", "18", "19", "19", "20", "20");
    assertThat(ascending.subList(6, 9)).containsExactlyInAnyOrder(">3", ">5", ">2");
    assertThat(ascending.subList(9, 12)).containsOnly("-");

    sort("epochs-to-zero-loss");
    List<String> descending = column("epochs-to-zero-loss");
    assertThat(descending.subList(0, 3)).containsExactlyInAnyOrder(">3", ">5", ">2");
    assertThat(descending.subList(3, 9)).containsExactly("20", "20", "19", "19", "18", "18");
    assertThat(descending.subList(9, 12)).containsOnly("-");
  }

  @Test
  void textsAreSortedAsTexts() throws IOException {
    browser.open(Runs.troubled());

    sort("outcome");
    assertThat(column("outcome")).isSorted().startsWith("crashed", "diverged", "not-reached");
  }

  @Test
  void everyDifferenceNamesTheChosenBaseline() throws IOException {
    browser.open(Runs.ordinary());
    assertThat(differences("training"))
        .containsExactly(
            "",
            "no difference seen to alpha cpu (needs about 14 forks)",
            "1.33x alpha cpu (1.31-1.35)",
            "1.96x alpha cpu (1.86-2.06)",
            "0.50x alpha cpu (0.49-0.51)",
            "12.00x alpha cpu (11.35-12.68)",
            "",
            "no difference seen to alpha cpu (needs about 14 forks)",
            "1.33x alpha cpu (1.31-1.35)",
            "1.96x alpha cpu (1.86-2.06)",
            "0.50x alpha cpu (0.49-0.51)",
            "12.00x alpha cpu (11.35-12.68)");

    browser.choose("#baseline", "beta cpu");
    assertThat(browser.texts("#rows .diff"))
        .isNotEmpty()
        .allMatch(text -> text.contains("beta cpu"))
        .noneMatch(text -> text.contains("alpha"));
    assertThat(browser.each("#rows tr.baseline", "e.cells[1].textContent + e.cells[2].textContent"))
        .containsExactly("betacpu", "betacpu");
    assertThat(browser.all("#rows tr.baseline .diff")).isEmpty();

    browser.choose("#baseline", "nothing");
    assertThat(browser.all("#rows .diff, #rows tr.baseline")).isEmpty();
  }

  @Test
  void whatADifferenceOfLearningMeansStandsBesideIt() throws IOException {
    browser.open(Runs.ordinary());

    assertThat(differences("epochs-to-zero-loss"))
        .contains("+1 to alpha cpu: rounding may make it");
  }

  @Test
  void aBaselineThatAnExperimentDoesNotHaveComparesNothingInIt() throws IOException {
    browser.open(Runs.unfinished());
    browser.choose("#baseline", "gamma onednn");

    List<String> experiments = column("experiment");
    List<String> differences = differences("training");
    for (int row = 0; row < experiments.size(); row++) {
      if (experiments.get(row).equals(Runs.TROUBLED)) {
        assertThat(differences.get(row)).isEmpty();
      }
    }
    assertThat(differences).filteredOn(text -> !text.isEmpty()).hasSize(5);
  }

  @Test
  void rowsOfDifferentMachinesAreNotComparedInSpeedButInLearning() throws IOException {
    browser.open(Runs.twoMachines());
    browser.choose("#baseline", "alpha cpu, server");

    List<String> runs = column("run");
    List<String> training = differences("training");
    List<String> epochs = differences("epochs-to-zero-loss");
    for (int row = 0; row < runs.size(); row++) {
      if (runs.get(row).equals("laptop")) {
        assertThat(training.get(row)).isEqualTo("not comparable with alpha cpu, server");
      } else {
        assertThat(training.get(row)).doesNotContain("not comparable");
      }
    }
    assertThat(runs).contains("laptop", "server");
    assertThat(browser.each("#rows .diff[title*='another processor']", "e.textContent"))
        .isNotEmpty()
        .containsOnly("not comparable with alpha cpu, server");
    assertThat(epochs)
        .contains("+1 to alpha cpu, server: rounding may make it")
        .noneMatch(text -> text.contains("not comparable"));
    assertThat(browser.texts(".remarks li"))
        .anyMatch(text -> text.contains("NOT COMPARABLE in speed: server and laptop"));
  }

  private WebElement header(String key) {
    return browser.one("#rows th[data-key='%s']".formatted(key));
  }

  private void sort(String key) {
    browser.one("#rows th[data-key='%s'] button".formatted(key)).click();
  }

  /** Returns the values of a column, without what stands beside them. */
  private List<String> column(String key) {
    return browser.each(ROWS, "e.cells[%d].firstChild.textContent".formatted(place(key)));
  }

  private List<String> differences(String key) {
    return browser.each(
        ROWS,
        "(e.cells[%d].querySelector('.diff') ?? {textContent: ''}).textContent"
            .formatted(place(key)));
  }

  private int place(String key) {
    return browser.each("#rows th", "e.dataset.key").indexOf(key);
  }
}
