package dev.rote.runner.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {
  private static final Path PAGE = Path.of("/tmp/a b/report.html");
  private static final String ADDRESS = "file:///tmp/a%20b/report.html";

  @TempDir private Path folder;

  @Test
  void theVariableBrowserComesFirst() {
    assertThat(new Browser("Linux", Map.of("BROWSER", "firefox:w3m")).command(PAGE))
        .contains(List.of("firefox", ADDRESS));
  }

  @Test
  void everySystemHasACommandOfItsOwn() throws Exception {
    Files.createFile(folder.resolve("xdg-open")).toFile().setExecutable(true);
    Map<String, String> desktop = Map.of("DISPLAY", ":0", "PATH", "/nowhere:" + folder);

    assertThat(new Browser("Linux", desktop).command(PAGE)).contains(List.of("xdg-open", ADDRESS));
    assertThat(new Browser("Mac OS X", Map.of()).command(PAGE)).contains(List.of("open", ADDRESS));
    assertThat(new Browser("Windows 11", Map.of()).command(PAGE))
        .contains(List.of("rundll32", "url.dll,FileProtocolHandler", ADDRESS));
  }

  @Test
  void withoutADesktopNothingIsOpenedAndTheReasonIsTold() {
    Browser browser = new Browser("Linux", Map.of("PATH", folder.toString()));

    assertThat(browser.open(PAGE)).hasValueSatisfying(why -> assertThat(why).contains("BROWSER"));
  }

  @Test
  void aBrowserThatDoesNotStartIsTold() {
    Browser browser = new Browser("Linux", Map.of("BROWSER", folder.resolve("none").toString()));

    assertThat(browser.open(PAGE))
        .hasValueSatisfying(why -> assertThat(why).contains("does not start"));
  }
}
