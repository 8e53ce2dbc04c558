package dev.rote.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Trainer;
import dev.rote.testkit.TestDevice;
import dev.rote.testkit.scenario.Action;
import dev.rote.testkit.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("any-device")
class MemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** One forgotten tensor of the batch per step would be 30 MB. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
  void fiveThousandStepsTakeNoMemory() throws IOException {
    Scenario scenario = Scenario.ofEpochs(Networks.MIXED, 32, 50 * 32, 50, 1e-4f);
    try (Trainer trainer = scenario.open(new OnnxBackend(), TestDevice.ofThisRun(), 1)) {
      trainer.load(scenario.examples());
      Action.Train fiftySteps = scenario.trainings().getFirst();
      train(trainer, fiftySteps, 1_000 / 50);
      System.gc();
      long before = residentKilobytes();
      train(trainer, fiftySteps, 5_000 / 50);
      System.gc();
      assertThat(residentKilobytes() - before).isLessThan(16_000);
    }
  }

  private static void train(Trainer trainer, Action.Train call, int times) {
    for (int i = 0; i < times; i++) {
      Scenario.train(trainer, call.batches(), call.learningRate());
    }
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
