package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.plugin.Discovery;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.plugin.PluginDiscovery;
import dev.rote.testkit.clause.Clause;
import dev.rote.testkit.clause.Clauses;
import dev.rote.testkit.fixture.CaughtTable;
import dev.rote.testkit.fixture.Mutant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wrong backend is caught, by the clause that is there for it. */
class WrongBackendsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final CaughtTable CAUGHT = new CaughtTable("contract");

  @TempDir private Path directory;

  @ParameterizedTest(name = "{0} catches {1}")
  @MethodSource("dev.rote.testkit.WrongBackends#all")
  void catches(String clause, String id, Mutant mutant, String sentence) {
    List<ClauseResult> results = verify(mutant, DeviceKind.CPU, clause);

    Verdict verdict = results.getFirst().verdict();
    CAUGHT.add(id, clause, verdict.sentence());
    assertThat(verdict).isInstanceOf(Verdict.Failed.class);
    assertThat(verdict.sentence()).containsPattern(sentence);
  }

  @Test
  void catchesAPlainProcessorThatClaimsToBeOneDnn() {
    Mutant mutant =
        Mutant.named("claims-onednn")
            .backend("Set.of(DeviceKind.CPU)", "Set.of(DeviceKind.ONEDNN)");

    Verdict verdict = verify(mutant, DeviceKind.ONEDNN, "attested").getFirst().verdict();

    CAUGHT.add("claims-onednn", "attested", verdict.sentence());
    assertThat(verdict).isInstanceOf(Verdict.Failed.class);
    assertThat(verdict.sentence())
        .matches(
            "the process has loaded no native library|none of the \\d+ native libraries of the process contains oneDNN");
  }

  @Test
  void catchesAPlainProcessorThatClaimsToBeAGpu() {
    Mutant mutant =
        Mutant.named("claims-cuda").backend("Set.of(DeviceKind.CPU)", "Set.of(DeviceKind.CUDA)");

    Verdict verdict = verify(mutant, DeviceKind.CUDA, "attested").getFirst().verdict();

    CAUGHT.add("claims-cuda", "attested", verdict.sentence());
    assertThat(verdict).isInstanceOf(Verdict.Failed.class);
    assertThat(verdict.sentence()).isEqualTo("the process has no file of a GPU open");
  }

  @Test
  void aClauseThatHangsIsStoppedAndTheRestGoesOn() {
    Mutant mutant =
        Mutant.named("hangs")
            .trainer(
                "public void close() {",
                "public void close() { if (closed) { while (true) { Thread.onSpinWait(); } }");

    List<ClauseResult> results =
        new Contract(plugin(mutant), directory.resolve("logs"), Duration.ofSeconds(5))
            .verify(
                Device.first(DeviceKind.CPU),
                clauses("opens", "close-twice", "momentum"),
                any -> {});

    assertThat(results).extracting(ClauseResult::failed).containsExactly(false, true, false);
    assertThat(results.get(1).verdict().sentence())
        .isEqualTo("it had not ended after 5 s and was stopped");
  }

  @Test
  void whatEndsAProcessFailsItsClauseOnly() {
    Mutant mutant =
        Mutant.named("exits-when-closed-again")
            .trainer(
                "public void close() {", "public void close() { if (closed) { System.exit(3); }");

    List<ClauseResult> results =
        verify(mutant, DeviceKind.CPU, "opens", "close-twice", "momentum", "given-order");

    assertThat(results).extracting(ClauseResult::failed).containsExactly(false, true, false, false);
    assertThat(results.get(1).verdict().sentence())
        .startsWith("its process exited with code 3 before it had finished");
  }

  @Test
  void whatIsPrintedChangesNoVerdict() {
    Mutant mutant =
        Mutant.named("prints")
            .trainer(
                "return loss.mean();",
                "System.out.println(\"failed momentum {\\\"event\\\":\\\"Answered\\\"}\"); System.out.write(0xff); System.out.flush(); return loss.mean();");

    List<ClauseResult> results = verify(mutant, DeviceKind.CPU, "momentum", "given-order");

    assertThat(results).extracting(ClauseResult::failed).containsExactly(false, false);
  }

  @Test
  void aDeviceThatIsAbsentSkipsItsClausesWithTheReason() {
    Mutant mutant =
        Mutant.named("lacks-its-device")
            .backend("return runsOn(device)\n", "return !runsOn(device)\n");

    List<ClauseResult> results = verify(mutant, DeviceKind.CPU, "momentum", "deterministic");

    assertThat(results)
        .extracting(ClauseResult::verdict)
        .hasSize(2)
        .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Verdict.Skipped.class));
    assertThat(results.getFirst().verdict().sentence()).contains("has no code for the device");
  }

  @Test
  void theUnchangedSourcesPassTheSameClauses() {
    List<ClauseResult> results =
        verify(
            Mutant.named("unchanged"),
            DeviceKind.CPU,
            WrongBackends.all()
                .map(arguments -> (String) arguments.get()[0])
                .distinct()
                .toArray(String[]::new));

    assertThat(results).hasSizeGreaterThan(15);
    assertThat(results.stream().filter(ClauseResult::failed)).isEmpty();
  }

  private List<ClauseResult> verify(Mutant mutant, DeviceKind kind, String... ids) {
    return new Contract(plugin(mutant), directory.resolve("logs"), LIMIT)
        .verify(Device.first(kind), clauses(ids), any -> {});
  }

  private Plugin plugin(Mutant mutant) {
    Discovery discovery =
        PluginDiscovery.discover(List.of(mutant.jar(directory.resolve("backends"))));
    assertThat(discovery.problems()).isEmpty();
    return discovery.plugins().getFirst();
  }

  private static List<Clause> clauses(String... ids) {
    List<Clause> clauses =
        Clauses.all().stream().filter(clause -> Arrays.asList(ids).contains(clause.id())).toList();
    assertThat(clauses).extracting(Clause::id).containsExactlyInAnyOrder(ids);
    return clauses;
  }
}
