package dev.rote.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Model;
import dev.rote.api.Sgd;
import dev.rote.api.Trainer;
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
    Model model = Networks.MIXED;
    int examples = 64;
    try (Trainer trainer =
        Fixture.open(model, Fixture.parameters(model, 3), new Sgd(0.9f, 0), 32)) {
      trainer.load(Fixture.examples(model, examples, 4));
      train(trainer, examples, 1_000);
      System.gc();
      long before = residentKilobytes();
      train(trainer, examples, 5_000);
      System.gc();
      assertThat(residentKilobytes() - before).isLessThan(16_000);
    }
  }

  private static void train(Trainer trainer, int examples, int steps) {
    for (int first = 0; first < steps; first += 50) {
      Fixture.train(trainer, Fixture.batches(examples, 32, first, 50), 1e-4f);
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
