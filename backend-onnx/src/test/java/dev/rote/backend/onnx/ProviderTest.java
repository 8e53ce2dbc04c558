package dev.rote.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtSession;
import dev.rote.api.DeviceKind;
import dev.rote.api.Examples;
import dev.rote.api.Model;
import dev.rote.api.Sgd;
import dev.rote.api.TrainingPlan;
import dev.rote.backend.onnx.graph.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime's own profile says which provider executed what. */
@Tag("any-device")
class ProviderTest {
  /** In the record of a node's run; a provider that joins nodes gives them a name of its own. */
  private static final Pattern OPERATOR = Pattern.compile("\"op_name\" : \"([^\"_]+)");

  private static final Pattern PROVIDER = Pattern.compile("\"provider\" : \"([^\"]+)");

  @TempDir private Path folder;

  @Test
  void productsRunOnTheDevicesProvider() throws IOException {
    Map<String, Set<String>> operators = operatorsByProvider();
    switch (Fixture.DEVICE.kind()) {
      case CPU ->
          assertThat(operators)
              .containsOnlyKeys("CPUExecutionProvider")
              .hasEntrySatisfying(
                  "CPUExecutionProvider", names -> assertThat(names).contains("Conv", "Gemm"));
      case ONEDNN ->
          assertThat(operators)
              .containsOnlyKeys("CPUExecutionProvider", "DnnlExecutionProvider")
              .containsEntry("DnnlExecutionProvider", Set.of("DNNL"))
              .hasEntrySatisfying(
                  "CPUExecutionProvider",
                  names -> assertThat(names).doesNotContain("Conv", "Gemm", "MatMul"));
      case CUDA -> throw new AssertionError(DeviceKind.CUDA + " has no run of the tests");
    }
  }

  private Map<String, Set<String>> operatorsByProvider() throws IOException {
    Model model = Networks.MIXED;
    TrainingPlan plan = Fixture.plan(model, Fixture.BATCH_SIZE, new Sgd(0.9f, 0.01f));
    Examples examples = Fixture.examples(model, 20, 4);
    // Sessions opened in the same second would write to the same file: only one of them does.
    Kernels kernels = KernelDetection.of(plan.device().kind());
    Sessions profiled =
        new Sessions(plan.device(), 1, kernels, Optional.of(folder.resolve("profile")));
    Steps steps = new SingleSteps(profiled, plan);
    OrtSession prediction = new Sessions(plan.device(), 1, kernels).openPrediction(model);
    try (OnnxTrainer trainer =
        new OnnxTrainer(plan, steps, prediction, Fixture.parameters(model, 3))) {
      trainer.load(examples);
      Fixture.train(trainer, Fixture.batches(20, Fixture.BATCH_SIZE, 0, 2), 0.1f);
    }
    Map<String, Set<String>> operators = new TreeMap<>();
    for (String record : profile().split("\\R")) {
      Matcher operator = OPERATOR.matcher(record);
      Matcher provider = PROVIDER.matcher(record);
      if (operator.find() && provider.find()) {
        operators.computeIfAbsent(provider.group(1), p -> new TreeSet<>()).add(operator.group(1));
      }
    }
    return operators;
  }

  private String profile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Files.readString(files.findFirst().orElseThrow());
    }
  }
}
