package dev.rote.runner.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.result.provenance.MachineState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineReaderTest {
  @TempDir private Path root;

  @Test
  void whatLinuxShowsIsRead() throws IOException {
    Path proc = Files.createDirectory(root.resolve("proc"));
    Files.writeString(
        proc.resolve("cpuinfo"), "processor\t: 0\nmodel name\t: AMD EPYC\nmodel name\t: other\n");
    Files.writeString(
        proc.resolve("stat"), "cpu  10 20 30 40 50 60 70 850 90 100\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
    Files.writeString(
        proc.resolve("meminfo"), "MemTotal:       24000 kB\nMemAvailable:    1000 kB\n");

    MachineState state = MachineReader.read(root);

    assertThat(state.processor()).contains("AMD EPYC");
    assertThat(state.stealSeconds()).hasValue(8.5);
    assertThat(state.memoryTotalBytes()).hasValue(24_000 * 1024L);
    assertThat(state.memoryAvailableBytes()).hasValue(1_000 * 1024L);
  }

  @Test
  void aSystemThatShowsNothingLeavesThemEmpty() {
    MachineState state = MachineReader.read(root.resolve("missing"));

    assertThat(state.processor()).isEmpty();
    assertThat(state.stealSeconds()).isEmpty();
    assertThat(state.memoryTotalBytes()).isEmpty();
    assertThat(state.allowedProcessors()).isEmpty();
    assertThat(state.processorQuota()).isEmpty();
    assertThat(state.cores()).isPositive();
    assertThat(state.jdk()).contains(System.getProperty("java.vendor"));
  }

  @Test
  void theQuotaOfTheNarrowestGroupHolds() throws IOException {
    file("proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0-2,7\n");
    file("proc/self/cgroup", "0::/machine/job\n");
    file("sys/fs/cgroup/machine/cpu.max", "150000 100000\n");
    file("sys/fs/cgroup/machine/job/cpu.max", "max 100000\n");

    MachineState state = MachineReader.read(root);

    assertThat(state.allowedProcessors()).contains("0-2,7");
    assertThat(state.processorQuota()).hasValue(1.5);
  }

  @Test
  void theQuotaOfTheFirstVersionOfControlGroupsHolds() throws IOException {
    file("proc/self/cgroup", "3:cpuset:/\n2:cpu,cpuacct:/docker/1f\n1:name=systemd:/docker/1f\n");
    file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "50000\n");
    file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n");

    assertThat(MachineReader.read(root).processorQuota()).hasValue(0.5);
  }

  @Test
  void aGroupWithoutALimitHasNoQuota() throws IOException {
    file("proc/self/cgroup", "1:cpu:/\n0::/\n");
    file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
    file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");

    assertThat(MachineReader.read(root).processorQuota()).isEmpty();
  }

  private void file(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
