package dev.rote.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The files of examples/nightly do what they say: their lines are run as they are written. */
class NightlyExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples", "nightly");
  private static final long MINUTES = 20;

  @TempDir private Path checkout;
  private Path history;

  /** A checkout has the launcher and the suites. */
  @BeforeEach
  void makeCheckout() throws IOException {
    history = checkout.resolve("history");
    Path launcher = checkout.resolve("rote");
    Files.writeString(launcher, "#!/bin/sh\nexec " + quoted(Rote.command()) + " \"$@\"\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(checkout.resolve("suites"), Path.of("").toAbsolutePath());
  }

  @Test
  void theStepsOfTheWorkflowMeasureDrawAndAsk() throws IOException, InterruptedException {
    JsonNode jobs =
        new YAMLMapper().readTree(Files.readString(EXAMPLES.resolve("github.yml"))).get("jobs");
    List<String> steps = new ArrayList<>();
    for (String job : List.of("nightly", "gate")) {
      for (JsonNode step : jobs.get(job).get("steps")) {
        if (step.has("run")) {
          steps.add(step.get("run").asString());
        }
      }
    }

    assertThat(steps).hasSize(3);
    for (String step : steps) {
      assertThat(shell(step)).as(step + "\n" + Files.readString(checkout.resolve("log"))).isZero();
    }
    assertThat(Files.readString(checkout.resolve("summary"))).contains("0 alarms");
    assertThat(checkout.resolve("trend.html")).content().contains("quickstart");
    assertThat(Files.readString(checkout.resolve("log"))).contains("No alarm of the suite");
  }

  @Test
  void theLineOfTheCrontabIsACommandThatSaysWhatIsWrong() throws IOException, InterruptedException {
    Matcher line =
        Pattern.compile("(?m)^17 2 \\* \\* \\* (.*)$")
            .matcher(Files.readString(EXAMPLES.resolve("crontab")));
    assertThat(line.find()).isTrue();
    Files.createDirectories(history);

    int exitCode =
        shell(line.group(1).replace("suites/quickstart.yaml", "suites/no-such-suite.yaml"));

    assertThat(exitCode).isZero();
    assertThat(Files.readString(checkout.resolve("log"))).contains("no-such-suite.yaml");
  }

  private int shell(String command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", command);
    builder.environment().remove("ROTE_BACKENDS");
    builder
        .environment()
        .putAll(
            Map.of(
                "HISTORY",
                history.toString(),
                "ROTE",
                checkout.toString(),
                "GITHUB_STEP_SUMMARY",
                checkout.resolve("summary").toString()));
    Process process =
        builder
            .directory(checkout.toFile())
            .redirectErrorStream(true)
            .redirectOutput(checkout.resolve("log").toFile())
            .start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("ended by itself").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue();
  }

  private static String quoted(List<String> command) {
    return String.join(
        " ", command.stream().map(part -> "'" + part.replace("'", "'\\''") + "'").toList());
  }
}
