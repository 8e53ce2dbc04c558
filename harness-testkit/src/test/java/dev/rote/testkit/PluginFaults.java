package dev.rote.testkit;

import dev.rote.testkit.fixture.Jars;
import dev.rote.testkit.fixture.Mutant;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * What really goes wrong with plugins, one fault each, built where a test runs: the rows of the
 * table in docs/writing-a-backend.md.
 */
final class PluginFaults {
  private static final String CLASSES = "dev/rote/backend/reference/";
  private static final String CONSTRUCTOR = "public ReferenceBackend() {}";
  private static final String LOSS = "return loss.mean();";

  private PluginFaults() {}

  /**
   * Returns what the page says that an author sees, in which an ellipsis stands for anything; a
   * clause that shows it; the exit code; and how the plugin gets into a directory.
   */
  static Stream<Arguments> all() {
    return Stream.of(
        atDiscovery(
            "has no META-INF/services/dev.rote.api.Backend",
            folder -> Mutant.named("no-provider-file").jar(folder, List.of())),
        atDiscovery(
            "of its jars, such as …, have no META-INF/services/dev.rote.api.Backend",
            folder -> {
              Mutant.named("engine").jar(folder, List.of());
              Mutant.named("natives").jar(folder, List.of());
              return folder;
            }),
        atDiscovery(
            "names the class …, which is not there",
            folder -> Mutant.named("renamed").jar(folder, List.of("com.example.OldName"))),
        atDiscovery(
            "its provider class … is not public",
            changed(
                "hidden", "public final class ReferenceBackend", "final class ReferenceBackend")),
        atDiscovery(
            "has no public constructor without arguments",
            changed("private-constructor", CONSTRUCTOR, "private ReferenceBackend() {}")),
        atDiscovery(
            "does not implement dev.rote.api.Backend; it implements …, a copy of the API",
            PluginFaults::shaded),
        atDiscovery(
            "where no jar is looked for: move it into …lib",
            folder -> {
              Mutant.named("without-lib").jar(folder.resolve("without-lib"));
              return folder;
            }),
        atDiscovery(
            "the class … is missing: it is not in …, nor in Java itself", PluginFaults::incomplete),
        atDiscovery(
            "its constructor or one of its plain getters throws …",
            changed(
                "eager",
                CONSTRUCTOR,
                "public ReferenceBackend() { throw new IllegalStateException(\"no licence\"); }")),
        atDiscovery(
            "was compiled against version … of the API",
            changed("old", "return API_VERSION;", "return API_VERSION + 6;")),
        atDiscovery(
            "its backend id … is already taken by …",
            folder -> {
              Mutant.named("taken").jar(folder);
              new Mutant("copy", Mutant.named("taken").edits()).jar(folder);
              return folder;
            }),
        Arguments.of(
            "nothing was checked here: …",
            "momentum",
            3,
            changed("absent", "return runsOn(device)\n", "return !runsOn(device)\n")),
        inClause(
            "…open returns null",
            "opens",
            changed("null", "return new ReferenceTrainer(plan, initial);", "return null;")),
        inClause(
            "the class … is missing: it is not in …, nor in Java itself",
            "opens",
            folder -> {
              Path jar = Mutant.named("needs-more-to-open").jar(folder);
              Jars.remove(jar, CLASSES + "Matrices.class");
              return jar;
            }),
        inClause(
            "no … in java.library.path",
            "opens",
            trainer(
                "native",
                "this.plan = plan;",
                "System.loadLibrary(\"engine\"); this.plan = plan;")),
        inClause(
            "train does not write the loss of step 0",
            "momentum",
            trainer(
                "copies-buffers",
                "losses.put(step, (float) step(train, batches, step, learningRate));",
                "step(train, batches, step, learningRate);")),
        inClause(
            "the loss of step 0 is NaN", "momentum", trainer("nan", LOSS, "return 0.0 / 0.0;")),
        inClause(
            "the forward pass, the examples or the loss differ",
            "momentum",
            trainer("sums-losses", LOSS, "return loss.mean() * batches.batchSize();")),
        inClause(
            "the steps before it agree, so a gradient, the update or the order differs",
            "momentum",
            folder ->
                Mutant.named("plain-descent")
                    .with("Parameter", "momentum * v[j] + decayed", "0 * momentum * v[j] + decayed")
                    .jar(folder)),
        inClause(
            "the logits predicted afterwards are …",
            "layer-dropout",
            folder ->
                Mutant.named("drops-in-evaluation")
                    .with(
                        "Dropout",
                        "case Pass.Evaluation evaluation -> input;",
                        "case Pass.Evaluation evaluation -> { mask = new float[input.length * node.input().size()]; java.util.Arrays.fill(mask, 0.5f); yield masked(input); }")
                    .jar(folder)),
        inClause(
            "its process crashed with SIG…",
            "momentum",
            trainer("crashes", LOSS, "crash(); " + LOSS)),
        inClause(
            "the backend called exit",
            "momentum",
            trainer("exits", LOSS, "System.exit(0); " + LOSS)),
        inClause(
            "it prints … KiB in … steps",
            "quiet",
            trainer("floods", LOSS, "System.out.println(\"loss \" + loss.mean()); " + LOSS)),
        inClause(
            "memory grows by … MiB over … steps",
            "memory-over-steps",
            folder ->
                leaking("forgets-tensors").trainer(LOSS, "keep(1 << 15); " + LOSS).jar(folder)),
        inClause(
            "memory grows by … while … trainers …",
            "memory-after-close",
            folder ->
                leaking("forgets-trainers")
                    .trainer("closed = true;", "if (!closed) { keep(1 << 23); } closed = true;")
                    .jar(folder)));
  }

  private static Arguments atDiscovery(String seen, Function<Path, Path> plugin) {
    return Arguments.of(seen, "*", 3, plugin);
  }

  private static Arguments inClause(String seen, String clause, Function<Path, Path> plugin) {
    return Arguments.of(seen, clause, 1, plugin);
  }

  private static Function<Path, Path> changed(String id, String original, String changed) {
    return folder -> Mutant.named(id).backend(original, changed).jar(folder);
  }

  private static Function<Path, Path> trainer(String id, String original, String changed) {
    return folder ->
        Mutant.named(id)
            .trainer(original, changed)
            .trainer(
                "private static double[] image(",
                """
                private static void crash() {
                    try {
                      java.lang.reflect.Field field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
                      field.setAccessible(true);
                      ((sun.misc.Unsafe) field.get(null)).putAddress(0, 0);
                    } catch (ReflectiveOperationException e) {
                      throw new IllegalStateException(e);
                    }
                  }

                  private static double[] image(\
                """)
            .jar(folder);
  }

  private static Mutant leaking(String id) {
    return Mutant.named(id)
        .trainer(
            "private static double[] image(",
            """
            private static final java.util.List<java.nio.ByteBuffer> KEPT = new java.util.ArrayList<>();

              private static void keep(int size) {
                java.nio.ByteBuffer bytes = dev.rote.api.DirectBuffers.bytes(size);
                for (int i = 0; i < size; i += 512) {
                  bytes.put(i, (byte) 1);
                }
                KEPT.add(bytes);
              }

              private static double[] image(\
            """);
  }

  /** What a shaded jar is that moved the API to a package of its own. */
  private static Path shaded(Path folder) {
    return Jars.write(
        folder.resolve("shaded.jar"),
        Jars.compiled(
            Map.of(
                "shaded.dev.rote.api.Backend",
                "package shaded.dev.rote.api; public interface Backend {}",
                "com.example.Shaded",
                "package com.example; public class Shaded implements shaded.dev.rote.api.Backend {}"),
            Map.of(
                "META-INF/services/dev.rote.api.Backend",
                "com.example.Shaded".getBytes(StandardCharsets.UTF_8))));
  }

  private static Path incomplete(Path folder) {
    Path jar =
        Mutant.named("incomplete")
            .backend(
                CONSTRUCTOR, "public ReferenceBackend() { Matrices.transpose(new double[1][1]); }")
            .jar(folder);
    Jars.remove(jar, CLASSES + "Matrices.class");
    return jar;
  }
}
