package dev.rote.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtSession;
import dev.rote.api.DeviceKind;
import dev.rote.api.TrainingPlan;
import dev.rote.backend.onnx.graph.Kernels;
import dev.rote.testkit.TestDevice;
import dev.rote.testkit.scenario.Action;
import dev.rote.testkit.scenario.Scenario;
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
    switch (TestDevice.ofThisRun().kind()) {
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
    Scenario scenario = Scenario.ofEpochs(Networks.MIXED, 8, 20, 2, 0.1f);
    TrainingPlan plan = scenario.plan(TestDevice.ofThisRun(), 1);
    // Sessions opened in the same second would write to the same file: only one of them does.
    Kernels kernels = KernelDetection.of(plan.device().kind());
    Sessions profiled =
        new Sessions(plan.device(), 1, kernels, Optional.of(folder.resolve("profile")));
    Steps steps = new SingleSteps(profiled, plan);
    OrtSession prediction = new Sessions(plan.device(), 1, kernels).openPrediction(plan.model());
    try (OnnxTrainer trainer = new OnnxTrainer(plan, steps, prediction, scenario.initial())) {
      trainer.load(scenario.examples());
      Action.Train epoch = scenario.trainings().getFirst();
      Scenario.train(trainer, epoch.batches(), epoch.learningRate());
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
