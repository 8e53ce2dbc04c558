package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.plugin.PluginDiscovery;
import dev.rote.testkit.clause.Clauses;
import dev.rote.testkit.fixture.Mutant;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/writing-a-backend.md says that an author sees is what he sees. */
class PluginFaultsTest {
  private static final Path PAGE = Path.of("..", "docs", "writing-a-backend.md");

  private static final String HUNG = "it had not ended after … s and was stopped, in …";

  /** The first cell of a row, which is what is seen. */
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  @TempDir private Path directory;

  @ParameterizedTest(name = "{0} ({1})")
  @MethodSource("dev.rote.testkit.PluginFaults#all")
  void isSeen(String seen, String clause, int exitCode, Function<Path, Path> plugin)
      throws IOException {
    StringWriter output = new StringWriter();
    PrintWriter out = new PrintWriter(output, true);

    int code = new VerifyBackend(out, out, false).run(plugin.apply(directory), List.of(), clause);

    assertThat(output.toString()).containsPattern(pattern(seen));
    assertThat(code).as(output.toString()).isEqualTo(exitCode);
  }

  @Test
  void whereNoClauseAppliesNothingIsProved() throws IOException {
    Path jar =
        Mutant.named("without-convolutions")
            .backend(
                "  @Override\n  public Launch launch",
                "  @Override\n  public java.util.Set<Class<? extends dev.rote.api.Layer>> unsupportedLayers() { return java.util.Set.of(dev.rote.api.Layer.Conv2d.class); }\n\n  @Override\n  public Launch launch")
            .jar(directory);
    StringWriter output = new StringWriter();
    PrintWriter out = new PrintWriter(output, true);

    int code = new VerifyBackend(out, out, false).run(jar, List.of(), "layer-conv2d");

    assertThat(output.toString())
        .contains("nothing was checked, which proves nothing: 0 passed, 0 failed, 1 skipped");
    assertThat(code).isEqualTo(2);
  }

  @Test
  void aHangIsSeen() {
    Path jar =
        Mutant.named("endless")
            .trainer("return loss.mean();", "while (true) { Thread.onSpinWait(); }")
            .trainer("BatchLoss loss", "if (step < 0) { return 0; } BatchLoss loss")
            .jar(directory);

    List<ClauseResult> results =
        new Contract(
                PluginDiscovery.discover(List.of(jar)).plugins().getFirst(),
                directory.resolve("logs"),
                Duration.ofSeconds(5))
            .verify(Device.first(DeviceKind.CPU), List.of(Clauses.byId("momentum")), any -> {});

    assertThat(results.getFirst().verdict().sentence()).containsPattern(pattern(HUNG));
  }

  @Test
  void everyRowOfThePageIsTriedAndEveryFaultIsOnThePage() throws IOException {
    List<String> rows =
        ROW.matcher(Files.readString(PAGE)).results().map(row -> row.group(1)).toList();
    List<String> tried =
        PluginFaults.all().map(fault -> (String) fault.get()[0]).collect(Collectors.toList());
    tried.add(HUNG);

    assertThat(rows).containsExactlyInAnyOrderElementsOf(tried.stream().distinct().toList());
  }

  private static Pattern pattern(String seen) {
    return Pattern.compile(
        Arrays.stream(seen.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }
}
