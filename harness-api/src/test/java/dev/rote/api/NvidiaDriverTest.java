package dev.rote.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that exist as files in a folder. */
class NvidiaDriverTest {
  @TempDir private Path root;

  @Test
  void withoutTheDriverSaysWhereItWasLookedFor() {
    assertThat(driver(Map.of()).missing(0))
        .hasValueSatisfying(sentence ->
            assertThat(sentence)
                .startsWith("libcuda.so.1 is in none of [" + root)
                .endsWith("install NVIDIA's driver or, in a container, pass the GPU in"));
  }

  @Test
  void driverWithoutListOfGpusIsBelieved() throws IOException {
    touch("usr/lib64/libcuda.so.1");

    assertThat(driver(Map.of()).missing(3)).isEmpty();
    assertThat(driver(Map.of()).models()).isEmpty();
  }

  @Test
  void gpusAreCounted() throws IOException {
    touch("usr/lib/x86_64-linux-gnu/libcuda.so.1");
    gpu("0000:01:00.0", "NVIDIA H200");
    gpu("0000:02:00.0", "NVIDIA A100");

    assertThat(driver(Map.of()).models()).containsExactly("NVIDIA H200", "NVIDIA A100");
    assertThat(driver(Map.of()).missing(1)).isEmpty();
    assertThat(driver(Map.of()).missing(2))
        .contains("there are 2 GPUs, numbered from 0: [NVIDIA H200, NVIDIA A100]");
  }

  @Test
  void librariesAreAlsoLookedForWhereTheEnvironmentSays() throws IOException {
    NvidiaDriver driver = driver(Map.of("LD_LIBRARY_PATH", "/nowhere:" + root.resolve("opt")));
    assertThat(driver.missingLibrary("libcudart.so", "install it"))
        .hasValueSatisfying(sentence ->
            assertThat(sentence)
                .startsWith("libcudart.so is in none of [/nowhere, " + root.resolve("opt"))
                .endsWith("; install it"));

    touch("opt/libcudart.so.12");
    assertThat(driver.missingLibrary("libcudart.so", "install it")).isEmpty();
  }

  private NvidiaDriver driver(Map<String, String> environment) {
    return new NvidiaDriver(root, environment);
  }

  private void gpu(String bus, String model) throws IOException {
    Path information = touch("proc/driver/nvidia/gpus/" + bus + "/information");
    Files.writeString(information, "Model: \t\t " + model + "\nIRQ: 42\n");
  }

  private Path touch(String file) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, "");
  }
}
