package dev.rote.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Availability;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.NvidiaDriver;
import dev.rote.api.Platform;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A probe of machines and class paths that exist as files in a folder. */
class DeviceProbeTest {
  private static final Device CPU = Device.first(DeviceKind.CPU);
  private static final Device CUDA = Device.first(DeviceKind.CUDA);

  @TempDir private Path classPath;
  @TempDir private Path root;
  private final Map<String, String> environment = new HashMap<>();
  private Optional<String> glibc = Optional.of("2.36");
  private Platform platform = new Platform("linux", "x86_64");

  @Test
  void processorNeedsEngineNativesAndBridge() throws IOException {
    assertThat(probe(CPU)).startsWith("cpu is unavailable: DJL's PyTorch engine");
    engine();
    assertThat(probe(CPU))
        .startsWith("cpu is unavailable: there is no jar with PyTorch for the processor");
    natives("cpu");
    assertThat(probe(CPU)).startsWith("cpu is unavailable: DJL's native code for cpu of PyTorch");
    bridge("cpu");
    assertThat(probe(CPU)).isEqualTo("PyTorch 2.7.1 (DJL 0.35.1): bundled libtorch, cpu");
  }

  @Test
  void nativesOfAnotherPlatformAreNotEnough() throws IOException {
    engine();
    natives("cpu");
    bridge("cpu");
    platform = new Platform("macos", "aarch64");

    assertThat(probe(CPU))
        .contains("for the processor on osx-aarch64")
        .contains("pytorch-native-cpu-<version>-osx-aarch64.jar");
  }

  @Test
  void otherAndOlderLibrariesOfCAreNamed() throws IOException {
    engine();
    glibc = Optional.empty();
    assertThat(probe(CPU)).contains("this system has another (musl?)");
    glibc = Optional.of("2.17");
    assertThat(probe(CPU)).contains("2.28 or later, and this system has 2.17");
  }

  @Test
  void cudaNeedsDriverRuntimeAndNatives() throws IOException {
    engine();
    natives("cpu");
    assertThat(probe(CUDA)).startsWith("cuda is unavailable: libcuda.so.1 is in none of");
    touch(root.resolve("usr/lib64/libcuda.so.1"));
    assertThat(probe(CUDA)).startsWith("cuda is unavailable: libcudart.so is in none of");
    touch(root.resolve("usr/local/cuda/lib64/libcudart.so.12"));
    assertThat(probe(CUDA)).contains("no jar with PyTorch for CUDA").contains("-P djl-cuda");
    gpu("0000:01:00.0", "NVIDIA H200");
    natives("cu124");
    bridge("cu124");
    assertThat(probe(CUDA))
        .isEqualTo("PyTorch 2.7.1 (DJL 0.35.1): bundled libtorch, cu124, NVIDIA H200");
    assertThat(probe(new Device(DeviceKind.CUDA, 1)))
        .isEqualTo("cuda:1 is unavailable: there are 1 GPUs, numbered from 0: [NVIDIA H200]");
  }

  @Test
  void installedPyTorchTakesThePlaceOfTheBundledOne() throws IOException {
    engine();
    bridge("cu128");
    touch(root.resolve("usr/lib64/libcuda.so.1"));
    touch(root.resolve("usr/lib64/libcudart.so.12"));
    environment.put("PYTORCH_LIBRARY_PATH", root.resolve("opt").toString());
    assertThat(probe(CUDA)).contains("which has no " + System.mapLibraryName("torch_cuda"));
    touch(root.resolve("opt").resolve(System.mapLibraryName("torch_cuda")));
    assertThat(probe(CUDA)).contains("PYTORCH_FLAVOR is not");
    environment.put("PYTORCH_FLAVOR", "cu128");
    assertThat(probe(CUDA))
        .startsWith("PyTorch 2.7.1 (DJL 0.35.1): libtorch in " + root.resolve("opt"));
  }

  @Test
  void neverThrows() throws IOException {
    engine();
    glibc = Optional.of("not a version");

    assertThat(probe(CPU)).startsWith("cpu cannot be probed: ");
  }

  /** Returns what the probe says. */
  private String probe(Device device) throws MalformedURLException {
    URLClassLoader loader = new URLClassLoader(new URL[] {classPath.toUri().toURL()}, null);
    NvidiaDriver nvidia = new NvidiaDriver(root, environment);
    Machine machine = new Machine(environment, nvidia, platform, () -> glibc);
    return switch (new DeviceProbe(new NativeJars(loader), machine).probe(device)) {
      case Availability.Available available -> available.framework() + ": " + available.detail();
      case Availability.Unavailable unavailable -> unavailable.reason();
    };
  }

  private void engine() throws IOException {
    write("pytorch-engine.properties", "djl_version=0.35.1\npytorch_version=2.7.1\n");
  }

  private void natives(String flavor) throws IOException {
    write(
        "native/lib/pytorch.properties",
        "version=2.7.1-20250812\nflavor=" + flavor + "\nclassifier=linux-x86_64\n");
  }

  private void bridge(String flavor) throws IOException {
    touch(classPath.resolve("jnilib/linux-x86_64/" + flavor + "/libdjl_torch.so"));
  }

  private void gpu(String bus, String model) throws IOException {
    Path information = root.resolve("proc/driver/nvidia/gpus/" + bus + "/information");
    touch(information);
    Files.writeString(information, "Model: \t\t " + model + "\nIRQ: 42\n");
  }

  private void write(String name, String content) throws IOException {
    touch(classPath.resolve(name));
    Files.writeString(classPath.resolve(name), content);
  }

  private static void touch(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
  }
}
