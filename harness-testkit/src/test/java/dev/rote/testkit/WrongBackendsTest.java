package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.plugin.Discovery;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.plugin.PluginDiscovery;
import dev.rote.testkit.clause.Clause;
import dev.rote.testkit.clause.Clauses;
import dev.rote.testkit.fixture.CaughtTable;
import dev.rote.testkit.fixture.Mutant;
import java.io.IOException;
import java.nio.file.Files;
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
  void whatIsSilentOnCpuIsConfirmedWhereTheSameFileSpeaksOnOneDnn() {
    Verdict verdict = attestedOnCpu(withOneDnn("speaks-on-onednn", "ONEDNN"));

    assertThat(verdict).isInstanceOf(Verdict.Passed.class);
    assertThat(verdict.sentence())
        .isEqualTo(
            "oneDNN, in libdnnl.so, printed nothing, and the same file prints what it executes on"
                + " onednn: convolution x 1");
  }

  @Test
  void whatIsSilentEverywhereIsNotConfirmed() {
    Verdict verdict = attestedOnCpu(withOneDnn("never-speaks", "CUDA"));

    assertThat(verdict)
        .isEqualTo(
            new Verdict.Skipped(
                "oneDNN, in libdnnl.so, printed nothing, and nothing shows that it would"));
  }

  private Verdict attestedOnCpu(Mutant mutant) {
    assumeTrue(Files.exists(Path.of("/proc/self/maps")), "no system to list libraries");
    return verify(mutant, DeviceKind.CPU, "attested").getFirst().verdict();
  }

  /** Loads some library under the name of oneDNN's, which says on one device what that would. */
  private Mutant withOneDnn(String id, String speakingOn) {
    return Mutant.named(id)
        .backend("Set.of(DeviceKind.CPU)", "Set.of(DeviceKind.CPU, DeviceKind.ONEDNN)")
        .trainer(
            "this.plan = plan;",
            """
            this.plan = plan;
                try {
                  java.nio.file.Path file = java.nio.file.Path.of("%s");
                  if (!java.nio.file.Files.exists(file)) {
                    java.nio.file.Files.copy(java.nio.file.Path.of(System.getProperty("java.home"), "lib", "libprefs.so"), file);
                  }
                  System.load(file.toString());
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
                if (plan.device().kind() == dev.rote.api.DeviceKind.%s) {
                  System.out.println("onednn_verbose,v1,info,oneDNN v3.7.1 (commit 0)");
                  System.out.println("onednn_verbose,v1,primitive,exec,cpu,convolution,jit");
                }
            """
                .formatted(directory.resolve("libdnnl.so"), speakingOn));
  }

  /** The pool that the JDK's own delays run on is at a standstill as well. */
  @Test
  void aClauseThatBlocksTheCommonPoolIsStopped() throws IOException {
    Mutant mutant =
        Mutant.named("blocks-the-common-pool")
            .trainer(
                "return loss.mean();",
                "java.util.stream.IntStream.range(0, 1000).parallel().forEach(i -> { while (true) { Thread.onSpinWait(); } }); return loss.mean();");

    Failure failure =
        failure(
            new Contract(plugin(mutant), directory.resolve("logs"), Duration.ofSeconds(5))
                .verify(Device.first(DeviceKind.CPU), clauses("momentum"), any -> {})
                .getFirst());

    assertThat(failure.sentence()).startsWith("it had not ended after 5 s and was stopped, in");
    assertThat(Files.readString(failure.log().orElseThrow()))
        .contains("rote: the threads of this process", "\"rote-trainer\"");
  }

  @Test
  void whatOpeningThrowsIsNoRefusalToTrain() {
    Mutant mutant =
        Mutant.named("cannot-open")
            .trainer(
                "this.plan = plan;",
                "if (plan != null) { throw new IllegalStateException(\"cannot open\"); } this.plan = plan;");

    List<ClauseResult> results = verify(mutant, DeviceKind.CPU, "opens", "load-first");

    assertThat(results)
        .extracting(result -> failure(result).sentence())
        .containsOnly("the backend throws java.lang.IllegalStateException: cannot open");
  }

  @Test
  void parametersThatAreNullAreOneReasonInEveryClause() {
    Mutant mutant =
        Mutant.named("gives-no-parameters").trainer("return parameters.export();", "return null;");

    List<ClauseResult> results =
        verify(mutant, DeviceKind.CPU, "opens", "momentum", "parameters-are-a-copy");

    assertThat(results)
        .extracting(result -> failure(result).reason())
        .hasSize(3)
        .containsOnly(
            "dev.rote.backend.reference.ReferenceTrainer.parameters returns null: return a copy of"
                + " the parameters, also before any training");
  }

  @Test
  void aClauseThatHangsIsStoppedAndTheRestOfTheDeviceIsNotTried() throws IOException {
    Mutant mutant =
        Mutant.named("hangs")
            .trainer(
                "public void close() {",
                "public void close() { if (closed) { while (true) { Thread.onSpinWait(); } }");

    List<ClauseResult> results =
        new Contract(plugin(mutant), directory.resolve("logs"), Duration.ofSeconds(5))
            .verify(
                Device.first(DeviceKind.CPU),
                clauses("opens", "close-twice", "momentum", "deterministic"),
                any -> {});

    assertThat(results).extracting(ClauseResult::failed).containsExactly(false, true, false, false);
    assertThat(results.get(1).verdict().sentence())
        .startsWith(
            "it had not ended after 5 s and was stopped, in"
                + " dev.rote.backend.reference.ReferenceTrainer.close(ReferenceTrainer.java:");
    assertThat(results.subList(2, 4))
        .extracting(ClauseResult::verdict)
        .containsOnly(new Verdict.Skipped("not checked: it hung before in close-twice"));
    assertThat(Files.readString(failure(results.get(1)).log().orElseThrow()))
        .contains("rote: close-twice begins", "rote: the threads of this process")
        .containsPattern("\"rote-trainer\" RUNNABLE\\R( +at .*\\R)*.*ReferenceTrainer.close\\(");
  }

  @Test
  void anExceptionIsTracedToItsCauseInThePluginsCode() throws IOException {
    Mutant mutant =
        Mutant.named("wraps-what-it-throws")
            .trainer(
                "return loss.mean();",
                "try { deep(); } catch (RuntimeException e) { throw new IllegalStateException(\"cannot train\", new RuntimeException(e)); } return loss.mean();")
            .trainer(
                "private static double[] image(",
                "private static void deep() { throw new IllegalArgumentException(\"shape [5, 4] does not fit\"); }\n\n  private static double[] image(");

    Failure failure = failure(verify(mutant, DeviceKind.CPU, "momentum").getFirst());

    assertThat(failure.sentence())
        .isEqualTo("the backend throws java.lang.IllegalStateException: cannot train");
    assertThat(failure.cause())
        .hasValue("java.lang.IllegalArgumentException: shape [5, 4] does not fit");
    assertThat(failure.place().orElseThrow())
        .startsWith("dev.rote.backend.reference.ReferenceTrainer.deep(ReferenceTrainer.java:");
    assertThat(failure.hint()).isEmpty();
    assertThat(Files.readString(failure.log().orElseThrow()))
        .contains("Caused by: java.lang.IllegalArgumentException: shape [5, 4] does not fit");
  }

  @Test
  void lossesThatAreNoNumberFromTheFirstAreOneReasonInEveryClause() {
    Mutant mutant =
        Mutant.named("divides-by-zero").trainer("return loss.mean();", "return 0.0 / 0.0;");

    List<ClauseResult> results =
        verify(mutant, DeviceKind.CPU, "layer-dense", "momentum", "given-order");

    assertThat(results)
        .extracting(result -> failure(result).reason())
        .hasSize(3)
        .containsOnly(failure(results.getFirst()).reason());
    assertThat(failure(results.getFirst()).reason()).startsWith("nothing has been trained yet");
  }

  @Test
  void aHintFitsWhereTheNumbersDiffer() {
    Mutant forward =
        Mutant.named("scales-losses").trainer("return loss.mean();", "return 2 * loss.mean();");
    Mutant update =
        Mutant.named("skips-momentum-too")
            .with("Parameter", "momentum * v[j] + decayed", "0 * momentum * v[j] + decayed");

    assertThat(failure(verify(forward, DeviceKind.CPU, "momentum").getFirst()).hint()).isEmpty();
    assertThat(failure(verify(update, DeviceKind.CPU, "momentum").getFirst()).hint())
        .hasValue("usually plain descent, or a momentum that each call forgets");
  }

  /** As engines do whose tensors hang on Java objects: the clauses wait for the collector. */
  @Test
  void memoryThatTheCollectorFreesIsNoLeak() {
    Mutant mutant =
        Mutant.named("leaves-freeing-to-the-collector")
            .trainer(
                "return loss.mean();",
                "java.nio.ByteBuffer more = dev.rote.api.DirectBuffers.bytes(1 << 17); for (int i = 0; i < more.capacity(); i += 512) { more.put(i, (byte) 1); } return loss.mean();")
            .trainer(
                "private boolean closed;",
                "private boolean closed; private final java.nio.ByteBuffer held = touched(1 << 22);")
            .trainer(
                "private static double[] image(",
                "private static java.nio.ByteBuffer touched(int size) { java.nio.ByteBuffer bytes = dev.rote.api.DirectBuffers.bytes(size); for (int i = 0; i < size; i += 512) { bytes.put(i, (byte) 1); } return bytes; }\n\n  private static double[] image(");

    List<ClauseResult> results =
        verify(mutant, DeviceKind.CPU, "memory-over-steps", "memory-after-close");

    assertThat(results).hasSize(2);
    assertThat(results.stream().filter(ClauseResult::failed)).isEmpty();
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

  private static Failure failure(ClauseResult result) {
    assertThat(result.verdict()).isInstanceOf(Verdict.Failed.class);
    return ((Verdict.Failed) result.verdict()).failure();
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
