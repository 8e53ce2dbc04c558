package dev.rote.runner.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.result.provenance.MachineState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineReaderTest {
  @TempDir private Path proc;

  @Test
  void whatLinuxShowsIsRead() throws IOException {
    Files.writeString(
        proc.resolve("cpuinfo"), "processor\t: 0\nmodel name\t: AMD EPYC\nmodel name\t: other\n");
    Files.writeString(
        proc.resolve("stat"), "cpu  10 20 30 40 50 60 70 850 90 100\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
    Files.writeString(
        proc.resolve("meminfo"), "MemTotal:       24000 kB\nMemAvailable:    1000 kB\n");

    MachineState state = MachineReader.read(proc);

    assertThat(state.processor()).contains("AMD EPYC");
    assertThat(state.stealSeconds()).hasValue(8.5);
    assertThat(state.memoryTotalBytes()).hasValue(24_000 * 1024L);
    assertThat(state.memoryAvailableBytes()).hasValue(1_000 * 1024L);
  }

  @Test
  void aSystemThatShowsNothingLeavesThemEmpty() {
    MachineState state = MachineReader.read(proc.resolve("missing"));

    assertThat(state.processor()).isEmpty();
    assertThat(state.stealSeconds()).isEmpty();
    assertThat(state.memoryTotalBytes()).isEmpty();
    assertThat(state.cores()).isPositive();
    assertThat(state.jdk()).contains(System.getProperty("java.vendor"));
  }
}
