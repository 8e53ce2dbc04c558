package dev.rote.runner.result;

import static dev.rote.runner.result.Records.crashed;
import static dev.rote.runner.result.Records.hashes;
import static dev.rote.runner.result.Records.reached;
import static dev.rote.runner.result.Records.throughput;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
  private static final Path SCHEMA = Path.of("../docs/run.schema.json");

  private final RunRecord run =
      Records.run(
          List.of(reached("true-labels", "a", "cpu", hashes()), crashed("true-labels", "b", "cpu")),
          List.of(throughput(128, "a", "cpu", OptionalDouble.empty())));

  @TempDir private Path folder;

  @Test
  void whatIsWrittenFitsThePublishedSchema() throws IOException {
    Path file = folder.resolve("new/run.json");

    new RunFile(file).write(run);

    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
    assertThat(schema.validate(Files.readString(file), InputFormat.JSON)).isEmpty();
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
}
