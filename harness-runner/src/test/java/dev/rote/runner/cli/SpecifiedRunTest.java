package dev.rote.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.fixture.PluginJars;
import dev.rote.runner.result.json.RunFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run hands over, from the command line to the worker, what the specification's vectors say. */
class SpecifiedRunTest {
  private static final Path VECTORS = Path.of("..", "docs", "specification-vectors.json");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"augmentations, flip", "regularized, everything-shuffled", "warmup, true-labels"})
  void theHashesAndRatesOfARunAreThoseOfTheVectors(String name, String of) throws IOException {
    JsonNode vectors = new JsonMapper().readTree(Files.readString(VECTORS));
    Path suite = folder.resolve(name + ".yaml");
    Files.writeString(suite, vectors.get("suites").get(name).toString());
    PluginJars.reference(folder.resolve("backends/reference.jar"));

    JsonNode run = run(suite, of);

    JsonNode expected = experiment(vectors, name);
    assertThat(run.get("cells")).hasSize(1);
    for (JsonNode cell : run.get("cells")) {
      assertHashes(cell, expected.get(cell.get("experiment").stringValue()));
    }
  }

  private static JsonNode experiment(JsonNode vectors, String name) {
    return vectors
        .get("vectors")
        .valueStream()
        .filter(vector -> vector.get("section").stringValue().equals("experiment"))
        .filter(vector -> vector.get("name").stringValue().equals(name))
        .findFirst()
        .orElseThrow()
        .get("expected");
  }

  private JsonNode run(Path suite, String experiment) throws IOException {
    StringWriter err = new StringWriter();
    int exitCode =
        Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err, true))
            .execute(
                "run",
                suite.toString(),
                "--experiment",
                experiment,
                "--backend",
                "reference",
                "--backend-path",
                folder.resolve("backends").toString(),
                "--out",
                folder.resolve("results").toString());
    assertThat(exitCode).as(err.toString()).isZero();
    return RunFile.tree(Files.readString(folder.resolve("results").resolve("run.json")));
  }

  private static void assertHashes(JsonNode cell, JsonNode expected) {
    for (String hash :
        new String[] {"images", "labels", "testImages", "testLabels", "parameters"}) {
      assertThat(cell.get("hashes").get(hash)).as(hash).isEqualTo(expected.get(hash));
    }
    JsonNode epochs = expected.get("epochs");
    assertThat(cell.get("hashes").get("order")).isEqualTo(epochs.get(0).get("order"));
    for (JsonNode epoch : epochs) {
      JsonNode ofRun = cell.get("epochs").path(epoch.get("epoch").intValue());
      if (!ofRun.isMissingNode()) {
        assertThat(ofRun.get("order")).isEqualTo(epoch.get("order"));
        assertThat(ofRun.path("augmentedImages").asStringOpt())
            .isEqualTo(epoch.path("augmentedImages").asStringOpt());
        assertThat(ofRun.get("learningRate").floatValue())
            .isEqualTo(Float.parseFloat(epoch.get("learningRate").stringValue()));
      }
    }
  }
}
