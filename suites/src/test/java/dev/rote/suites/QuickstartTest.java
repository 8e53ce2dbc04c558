package dev.rote.suites;

import static dev.rote.suites.Rote.cells;
import static dev.rote.suites.Rote.elements;
import static dev.rote.suites.Rote.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The first command of the README, and what it is to show. */
@TestInstance(Lifecycle.PER_CLASS)
class QuickstartTest {
  private Path folder;
  private Rote.Answer answer;
  private JsonNode run;

  @BeforeAll
  void runTheQuickstart(@TempDir Path scratch) throws IOException, InterruptedException {
    folder = scratch;
    answer =
        Rote.succeed(
            folder,
            "run",
            "quickstart.yaml",
            "--out",
            folder.resolve("results").toString(),
            "--json",
            folder.resolve("copy.json").toString());
    run = Rote.read(folder.resolve("results/run.json"));
  }

  @Test
  void everyCellMemorizesItsTrainingSet() {
    assertThat(elements(run.get("cells")))
        .isNotEmpty()
        .allSatisfy(cell -> {
          assertThat(text(cell, "outcome")).isEqualTo("reached");
          assertThat(cell.get("trainAccuracy").asDouble()).isEqualTo(1);
        });
  }

  /** Zero loss is what memorization is about; error 0 comes before it. */
  @Test
  void everyCellReachesZeroLossAndErrorZeroBeforeIt() {
    assertThat(elements(run.get("cells")))
        .allSatisfy(cell -> {
          JsonNode toZero = cell.get("epochsToZero");
          assertThat(toZero.get("loss0.01").isNull()).isFalse();
          assertThat(toZero.get("error").asInt())
              .isLessThanOrEqualTo(toZero.get("loss0.01").asInt());
        });
    assertThat(answer.out()).contains("loss 0.01");
  }

  @Test
  void randomLabelsTakeMoreEpochsThanTrueOnes() {
    assertThat(epochs("random-labels"))
        .allSatisfy(random ->
            assertThat(epochs("true-labels"))
                .allSatisfy(truth -> assertThat(random).isGreaterThan(truth)));
  }

  private List<Integer> epochs(String name) {
    return cells(run, name).stream()
        .map(cell -> cell.get("epochsToZero").get("loss0.01").asInt())
        .toList();
  }

  @Test
  void onlyTrueLabelsGeneralize() {
    assertThat(cells(run, "true-labels"))
        .allSatisfy(cell -> assertThat(cell.get("testAccuracy").asDouble()).isBetween(0.5, 0.95));
    assertThat(cells(run, "random-labels"))
        .allSatisfy(cell -> assertThat(cell.get("testAccuracy").asDouble()).isBetween(0.03, 0.2));
  }

  @Test
  void everyRowOfAnExperimentWasHandedTheSame() {
    for (String name : List.of("true-labels", "random-labels")) {
      for (String hash :
          List.of("images", "labels", "testImages", "testLabels", "parameters", "order")) {
        assertThat(cells(run, name).stream().map(cell -> text(cell.get("hashes"), hash)).distinct())
            .as(hash + " of " + name)
            .hasSize(1);
      }
    }
  }

  @Test
  void theFirstLossesOfPyTorchAgreeOnItsDevices() {
    List<JsonNode> cells =
        cells(run, "random-labels").stream()
            .filter(cell -> text(cell, "backend").equals("djl-pytorch"))
            .toList();
    assertThat(cells).hasSizeGreaterThanOrEqualTo(2);
    JsonNode first = cells.getFirst().get("trace");
    for (JsonNode cell : cells) {
      for (int step = 0; step < 3; step++) {
        double expected = first.get(step).asDouble();
        assertThat(cell.get("trace").get(step).asDouble() / expected - 1)
            .as("step %d on %s", step, text(cell, "device"))
            .isBetween(-1e-6, 1e-6);
      }
    }
  }

  @Test
  void everyRowIsTheSameExperimentAsTheOracles() {
    assertThat(elements(run.get("cells")))
        .allSatisfy(cell -> {
          assertThat(text(cell.get("parity"), "reference")).isEqualTo("reference");
          assertThat(cell.get("parity").get("steps").asInt()).isEqualTo(20);
          assertThat(cell.get("parity").get("within").asBoolean()).isTrue();
        });
  }

  @Test
  void everyFrameworkRunsOnTheProcessorWithAndWithoutOneDnn() {
    assertThat(elements(run.get("cells")))
        .extracting(cell -> text(cell, "backend") + " " + text(cell, "device"))
        .contains(
            "djl-pytorch cpu",
            "djl-pytorch onednn",
            "onnxruntime cpu",
            "onnxruntime onednn",
            "tensorflow cpu",
            "tensorflow onednn");
  }

  @Test
  void throughputIsMeasuredOnEveryDevice() {
    assertThat(elements(run.get("throughput")))
        .isNotEmpty()
        .allSatisfy(each -> {
          assertThat(text(each, "outcome")).isEqualTo("measured");
          assertThat(each.get("train").get("score").asDouble()).isPositive();
          assertThat(each.get("predict").get("score").asDouble()).isPositive();
        });
  }

  @Test
  void theResultsFitTheirPublishedSchema() throws IOException {
    String schema = Files.readString(Path.of("../docs/run.schema.json"));

    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(run.toString(), InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void theCopyIsTheSame() throws IOException {
    assertThat(Rote.read(folder.resolve("copy.json"))).isEqualTo(run);
  }

  @Test
  void nothingOfTheTableIsCutAndTheLastLinesSayWhereTheResultsAre() {
    List<String> lines = answer.out().lines().toList();

    assertThat(answer.out()).doesNotContain("…");
    assertThat(lines.get(lines.size() - 2)).startsWith("Results: ").endsWith("run.json");
    assertThat(lines.getLast()).startsWith("Report:  ").endsWith("report.html");
  }

  @Test
  void theResolvedSuiteOfTheResultsIsASuiteAgain() throws IOException, InterruptedException {
    Path again = Files.writeString(folder.resolve("again.yaml"), run.get("suite").toString());

    Rote.Answer described = Rote.run(folder, "describe", again.toString());
    Rote.Answer original = Rote.run(folder, "describe", "quickstart.yaml");

    assertThat(described.exitCode()).isZero();
    assertThat(described.out()).isEqualTo(original.out());
  }
}
