package dev.rote.runner.result.json;

import static dev.rote.runner.result.Results.crashed;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.throughput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.ForkSamples;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.Results;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.Threshold;
import dev.rote.runner.result.Zero;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RunFileTest {
  private static final Path SCHEMA = Path.of("../docs/run.schema.json");

  private final RunResult run =
      Results.run(
          List.of(reached("true-labels", "a", "cpu", hashes()), crashed("true-labels", "b", "cpu")),
          List.of(throughput(128, "a", "cpu", OptionalDouble.empty())));

  @TempDir private Path folder;

  @Test
  void whatIsWrittenFitsThePublishedSchema() throws IOException {
    Path file = folder.resolve("new/run.json");

    new RunFile(file).write(run);

    assertThat(schema().validate(Files.readString(file), InputFormat.JSON)).isEmpty();
  }

  @Test
  void whatALaterRoteAddsIsAllowedByTheSchemaAndIgnoredByTheReader() throws IOException {
    Path file = folder.resolve("run.json");
    new RunFile(file).write(run);
    ObjectNode tree = (ObjectNode) RunFile.tree(Files.readString(file));
    tree.put("colour", "green");
    ((ObjectNode) tree.get("cells").get(0)).putArray("taste").add(1);
    ((ObjectNode) tree.get("cells").get(0).get("epochs").get(0)).put("smell", 2);
    ((ObjectNode) tree.get("throughput").get(0)).put("sound", 3);
    Files.writeString(file, tree.toString());

    assertThat(schema().validate(Files.readString(file), InputFormat.JSON)).isEmpty();
    assertThat(new RunFile(file).read()).isEqualTo(run);
  }

  @Test
  void aForkOfAnOlderRunDoesNotSayHowMuchItPrinted() throws IOException {
    Path file = folder.resolve("run.json");
    new RunFile(file).write(run);
    ObjectNode tree = (ObjectNode) RunFile.tree(Files.readString(file));
    ((ObjectNode) tree.get("throughput").get(0).get("rounds").get(0)).remove("printedBytes");
    Files.writeString(file, tree.toString());

    assertThat(new RunFile(file).read().throughput().getFirst().rounds().getFirst().printedBytes())
        .isEmpty();
  }

  @Test
  void anIterationOfAnOlderRunDoesNotSayWhoElseWantedTheProcessors() throws IOException {
    Path file = folder.resolve("run.json");
    new RunFile(file).write(run);
    ObjectNode tree = (ObjectNode) RunFile.tree(Files.readString(file));
    JsonNode samples = tree.at("/throughput/0/rounds/0/samples");
    ((ObjectNode) samples.at("/train/0")).remove("contention");
    ((ObjectNode) samples.at("/predict/0")).remove("contention");
    Files.writeString(file, tree.toString());

    ForkSamples older =
        new RunFile(file)
            .read()
            .throughput()
            .getFirst()
            .rounds()
            .getFirst()
            .samples()
            .orElseThrow();
    assertThat(older.train().getFirst().contention()).isEmpty();
    assertThat(older.predict().getFirst().contention()).isEmpty();
  }

  @Test
  void anotherVersionOfTheFormIsSaidInASentence() throws IOException {
    Path file = Files.writeString(folder.resolve("run.json"), "{\"schema\": \"rote.run/7\"}");

    assertThatThrownBy(() -> new RunFile(file).read())
        .isInstanceOf(RunFileException.class)
        .hasMessage(
            file
                + " has the form rote.run/7, this Rote reads rote.run/1: read it with the Rote that wrote it, or a later one");
  }

  static Stream<String> noRuns() {
    return Stream.of("", "{", "[]", "3", "{\"schema\": 3}", "{\"schema\": \"rote.run/1\"}", "<p>");
  }

  @ParameterizedTest
  @MethodSource("noRuns")
  void whatIsNoRunIsSaidInASentence(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("run.json"), content);

    assertThatThrownBy(() -> new RunFile(file).read())
        .isInstanceOf(RunFileException.class)
        .hasMessageContaining(file + " is not a run.json of Rote");
  }

  @Test
  void numbersThatJsonLacksBecomeStrings() throws IOException {
    Path file = folder.resolve("run.json");

    new RunFile(file).write(run);

    assertThat(Files.readString(file)).contains("2.5, \"NaN\"");
  }

  @Test
  void aWriteReplacesTheFileAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("run.json");
    Files.writeString(file, "what was there before");

    new RunFile(file).write(run);

    assertThat(RunFile.tree(Files.readString(file)).get("schema").asString())
        .isEqualTo("rote.run/1");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aSymbolicLinkStaysOneAndItsTargetIsReplaced() throws IOException {
    Path target = Files.writeString(folder.resolve("target.json"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), target);

    new RunFile(link).write(run);

    assertThat(link).isSymbolicLink();
    assertThat(new RunFile(target).read()).isEqualTo(run);
  }

  /** The mapper has an exception of its own for it. */
  @Test
  void aFullDiskIsSaidToBeOne() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no full device here");

    assertThatThrownBy(() -> new RunFile(full).write(run))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot write /dev/full: No space left on device");
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** Whatever a run may hold, reading what was written gives it back, to the last bit. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsWrittenIsReadBack(long seed) {
    RunResult generated = new GeneratedRuns(seed).run();
    RunFile file = new RunFile(folder.resolve(seed + ".json"));

    file.write(generated);

    assertThat(file.read()).isEqualTo(generated);
  }

  /** A quickstart as it was before a run was a folder of facts. */
  @Test
  void anOlderRunIsReadWithWhatFollowsFromIt() {
    RunResult older =
        new RunFile(Path.of("src/test/resources/runs/quickstart-before-folders.json")).read();

    assertThat(older.cells()).hasSize(12);
    assertThat(older.missing()).isZero();
    CellResult cell = older.cells().getFirst();
    assertThat(cell.key().toString()).isEqualTo("mlp-1x512/true-labels/seed-1 on djl-pytorch cpu");
    assertThat(cell.outcome()).isEqualTo(Outcome.REACHED);
    assertThat(cell.learning().zeroError().flatMap(Zero::reached).orElseThrow().epoch())
        .isEqualTo(12);
    assertThat(cell.learning().stepsToZero()).hasValue(180);
    assertThat(cell.learning().zeroLoss().orElseThrow().threshold())
        .isEqualTo(Threshold.loss(0.01));
    assertThat(cell.learning().zeroLoss().flatMap(Zero::reached)).isEmpty();
    assertThat(cell.learning().last().orElseThrow().train().wrong()).isZero();
    assertThat(cell.learning().last().orElseThrow().test().orElseThrow().count()).isEqualTo(1000);
    assertThat(older.throughput())
        .hasSize(6)
        .allSatisfy(each -> assertThat(each.train().orElseThrow().forks()).hasSize(2));
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
  }
}
