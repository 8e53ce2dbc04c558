package dev.rote.runner.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(InBrowser.class)
class PageTest {
  @Test
  void probe(Browser browser, @TempDir Path folder) throws Exception {
    for (var each :
        new Object[][] {
          {"a", Runs.ordinary()},
          {"b", Runs.sweep()},
          {"c", Runs.troubled()},
          {"d", Runs.hostile(folder)},
          {"e", Runs.large()},
          {"f", Runs.twoMachines()},
          {"g", Runs.unfinished()}
        }) {
      Path page = browser.write((dev.rote.runner.report.view.Report) each[1]);
      java.nio.file.Files.copy(
          page,
          Path.of("/tmp/pages/" + each[0] + ".html"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      browser.show(page);
      System.out.println(
          each[0]
              + " "
              + java.nio.file.Files.size(page)
              + " "
              + browser.console()
              + browser.requests()
              + browser.each("figure", "e.id + e.hidden"));
    }
    assertThat(1).isEqualTo(1);
  }
}
