package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rote.testkit.fixture.Document;
import dev.rote.testkit.fixture.Installation;
import dev.rote.testkit.fixture.Jars;
import dev.rote.testkit.fixture.Mutant;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/writing-a-backend.md says, word for word, and then what it does not say. */
class WritingABackendTest {
  private static final Document PAGE = Document.read(Path.of("..", "docs", "writing-a-backend.md"));

  @TempDir private Path directory;

  private Installation rote;
  private Path plugin;

  @BeforeEach
  void install() throws IOException, URISyntaxException {
    assumeTrue(File.separatorChar == '/', "the page's commands are for a POSIX shell");
    rote = Installation.in(directory.resolve("checkout"));
    plugin = Files.createDirectory(directory.resolve("plugin"));
  }

  @Test
  void thePageLeadsFromNothingToAVerifiedBackendThatTrains() throws Exception {
    assertThat(PAGE.files()).hasSize(4);
    assertThat(PAGE.commands()).hasSize(3);
    PAGE.write(plugin);

    Installation.Result built = rote.shell(plugin, PAGE.commands().get(0));
    assertThat(built.output()).isEmpty();
    assertThat(plugin.resolve("plain-java.jar")).exists();

    Installation.Result verified = rote.shell(plugin, PAGE.commands().get(1));
    assertThat(verified.output())
        .contains("plain-java 1.0 on cpu")
        .containsPattern("passed   momentum  ")
        .containsPattern("skipped  layer-conv2d .*declares as unsupported: Conv2d")
        .containsPattern("the contract holds: \\d+ passed, 0 failed, \\d+ skipped");
    assertThat(verified.exitCode()).isZero();

    Installation.Result run = rote.shell(plugin, PAGE.commands().get(2));
    assertThat(run.output()).contains("plain-java").contains("random-labels");
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(Files.readString(plugin.resolve("results").resolve("run.json")))
        .contains("\"outcome\" : \"reached\"");
  }

  @Test
  void whatThePageShowsOfAPomIsThatOfTheExample() throws IOException {
    Path example = Path.of("..", "examples", "backend-dl4j", "pom.xml");
    String pom = unindented(Files.readString(example));

    assertThat(PAGE.mavenElements()).hasSize(6);
    assertThat(PAGE.mavenElements())
        .allSatisfy(element -> assertThat(pom).contains(unindented(element)));
  }

  /** The tests that the page shows are compiled, and what it shows of a test's body is run. */
  @Test
  void theTestsThatThePageShowsAreTests() throws Exception {
    assertThat(PAGE.snippets()).hasSize(2);
    Map<String, String> sources = new LinkedHashMap<>();
    PAGE.files()
        .forEach((name, text) -> {
          if (name.endsWith(".java")) {
            sources.put(name.replaceAll("^src/|\\.java$", "").replace('/', '.'), text);
          }
        });
    sources.put("PlainContractTest", PAGE.snippets().get(0));
    sources.put("Body", BODY.formatted(PAGE.snippets().get(1)));
    Path jar = Jars.write(directory.resolve("tests.jar"), Jars.compiled(sources, Map.of()));

    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      assertThat(loader.loadClass("PlainContractTest").getSuperclass())
          .isEqualTo(BackendContract.class);
      ((Runnable) loader.loadClass("Body").getConstructor().newInstance()).run();
    }
  }

  private static final String BODY =
      """
      import static org.assertj.core.api.Assertions.assertThat;
      import dev.rote.api.Device;
      import dev.rote.api.DeviceKind;
      import dev.rote.api.Shape;
      import dev.rote.testkit.scenario.Models;
      import dev.rote.testkit.scenario.Oracle;
      import dev.rote.testkit.scenario.Outcome;
      import dev.rote.testkit.scenario.OutcomeDistance;
      import dev.rote.testkit.scenario.Scenario;
      import example.plain.PlainBackend;
      public final class Body implements Runnable {
        @Override
        public void run() {
          %s
        }
      }
      """;

  private static String unindented(String xml) {
    return xml.indent(-xml.length());
  }

  @Test
  void aBackendThatBreaksAClauseGetsTheReasonAndExitCode1() throws Exception {
    Mutant.named("forgets")
        .with("Parameter", "momentum * v[j] + decayed", "0 * v[j] + decayed")
        .jar(plugin);

    Installation.Result result =
        rote.shell(plugin, "\"$ROTE/rote\" verify-backend . --device cpu --clause '*momentum*'");

    assertThat(result.output())
        .containsPattern("FAILED   momentum ")
        .contains("momentum 0.9: the loss of step 2")
        .contains("usually plain descent, or a momentum that each call forgets")
        .containsPattern("passed   no-momentum ")
        .contains("the contract is broken: 1 passed, 1 failed, 0 skipped")
        .doesNotContain("\u001B");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void mistakesOfTheCallerGetASentenceAndExitCode2() throws Exception {
    assertThat(rote.shell(plugin, "\"$ROTE/rote\" verify-backend no-such.jar"))
        .isEqualTo(
            new Installation.Result(
                2,
                "rote: no-such.jar does not exist: name a backend's jar or directory, or one that"
                    + " holds backends\n"));
    assertThat(rote.shell(plugin, "mkdir empty; \"$ROTE/rote\" verify-backend empty"))
        .isEqualTo(
            new Installation.Result(2, "rote: empty holds no jar and no backend's directory\n"));
    Mutant.named("some").jar(plugin);
    assertThat(rote.shell(plugin, "\"$ROTE/rote\" verify-backend some.jar --device cuda"))
        .isEqualTo(
            new Installation.Result(
                2, "rote: the backend some has no code for cuda, only for [cpu]\n"));
    Installation.Result noClause =
        rote.shell(plugin, "\"$ROTE/rote\" verify-backend some.jar --clause nothing");
    assertThat(noClause.output())
        .startsWith("rote: no clause matches 'nothing'; there are identity,");
    assertThat(noClause.exitCode()).isEqualTo(2);
  }
}
