package dev.rote.runner.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTimeTest {
  @TempDir private Path root;

  @Test
  void aThreadThatWorksIsCountedAndOneThatSleepsIsNot() throws InterruptedException {
    assumeTrue(Files.isReadable(Path.of("/proc/self/schedstat")), "the system counts no time");
    ProcessorTime before = ProcessorTime.now();
    long steps = 0;
    long end = System.nanoTime() + 50_000_000;
    while (System.nanoTime() < end) {
      steps++;
    }
    ProcessorTime afterWork = ProcessorTime.now();

    assertThat(steps).isPositive();
    // Half of it at least, however busy the machine is with others meanwhile: it is processor time.
    assertThat(afterWork.secondsSince(before)).isPresent();
    assertThat(afterWork.secondsSince(before).getAsDouble()).isPositive();
    assertThat(before.secondsSince(before)).hasValue(0);
  }

  @Test
  void whatAThreadRanAndWhatItWaitedAreToldApart() throws IOException {
    Path schedstat =
        Files.createDirectories(root.resolve("proc/self/task/10")).resolve("schedstat");
    Files.writeString(schedstat, "1000000000 200000000 44\n");
    ProcessorTime before = ProcessorTime.read(root);
    Files.writeString(schedstat, "1500000000 450000000 45\n");

    ProcessorTime after = ProcessorTime.read(root);

    assertThat(after.secondsSince(before)).hasValue(0.5);
    assertThat(after.waitingSecondsSince(before)).hasValue(0.25);
  }
}
