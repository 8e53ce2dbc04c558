package dev.rote.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Availability;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.NvidiaDriver;
import dev.rote.api.Platform;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A probe of machines and class paths that exist as files in a folder. */
class DeviceProbeTest {
  private static final Device CPU = Device.first(DeviceKind.CPU);
  private static final Device ONEDNN = Device.first(DeviceKind.ONEDNN);
  private static final Device CUDA = Device.first(DeviceKind.CUDA);

  private static final String DNNL =
      "org/bytedeco/onnxruntime/linux-x86_64/libonnxruntime_providers_dnnl.so";
  private static final String CUDA_PROVIDER =
      "ai/onnxruntime/native/linux-x64/libonnxruntime_providers_cuda.so";

  @TempDir private Path classPath;
  @TempDir private Path root;
  private final Map<String, String> environment = new HashMap<>();
  private Platform platform = new Platform("linux", "x86_64");

  @BeforeEach
  void useGlibc() throws IOException {
    touch(root, "lib64/ld-linux-x86-64.so.2");
  }

  @ParameterizedTest
  @EnumSource
  void withoutOnnxRuntimeEveryDeviceSaysWhatToInstall(DeviceKind kind) throws IOException {
    assertThat(probe(Device.first(kind)))
        .startsWith(kind + " is unavailable: ONNX Runtime is not on the class path; ")
        .contains("the backend's lib-" + kind + " folder");
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x64/libonnxruntime.so",
    "Linux, aarch64, linux-aarch64/libonnxruntime.so",
    "Mac OS X, aarch64, osx-aarch64/libonnxruntime.dylib",
    "Windows 11, amd64, win-x64/onnxruntime.dll"
  })
  void processorNeedsNativesOfItsPlatform(String osName, String osArch, String library)
      throws IOException {
    runtime();
    platform = Platform.of(osName, osArch);
    assertThat(probe(CPU))
        .startsWith("cpu is unavailable: no jar has ai/onnxruntime/native/" + library + "; put");
    touch(classPath, "ai/onnxruntime/native/" + library);
    assertThat(probe(CPU)).startsWith("ONNX Runtime ");
  }

  @Test
  void oneDnnNeedsBytedecosBuild() throws IOException {
    runtime();
    touch(classPath, "ai/onnxruntime/native/linux-x64/libonnxruntime.so");
    assertThat(probe(ONEDNN))
        .startsWith("onednn is unavailable: no jar has " + DNNL)
        .contains("bytedeco's jars");
    touch(classPath, DNNL);
    assertThat(probe(ONEDNN)).contains("the build of bytedeco");
  }

  @Test
  void anotherLibraryOfCIsNamed() throws IOException {
    runtime();
    touch(classPath, "ai/onnxruntime/native/linux-x64/libonnxruntime.so");
    Files.delete(root.resolve("lib64/ld-linux-x86-64.so.2"));
    assertThat(probe(CPU)).contains("needs the GNU C library").contains("(musl?)");
  }

  @Test
  void cudaNeedsProviderAndDriver() throws IOException {
    runtime();
    assertThat(probe(CUDA))
        .startsWith("cuda is unavailable: no jar has " + CUDA_PROVIDER)
        .contains("-P onnx-cuda");
    touch(classPath, CUDA_PROVIDER);
    assertThat(probe(CUDA)).startsWith("cuda is unavailable: libcuda.so.1 is in none of");
    touch(root, "usr/lib64/libcuda.so.1");
    Path gpu = touch(root, "proc/driver/nvidia/gpus/0000:01:00.0/information");
    Files.writeString(gpu, "Model: \t\t NVIDIA H200\nIRQ: 12\n");
    assertThat(probe(CUDA)).endsWith(": NVIDIA H200");
    assertThat(probe(new Device(DeviceKind.CUDA, 1)))
        .isEqualTo("cuda:1 is unavailable: there are 1 GPUs, numbered from 0: [NVIDIA H200]");
  }

  @Test
  void theDriverIsAlsoLookedForWhereTheEnvironmentSays() throws IOException {
    runtime();
    touch(classPath, CUDA_PROVIDER);
    Path folder = root.resolve("opt/driver");
    environment.put("LD_LIBRARY_PATH", "/nowhere:" + folder);
    assertThat(probe(CUDA)).contains(folder.toString());
    touch(folder, "libcuda.so.1");
    assertThat(probe(CUDA)).startsWith("ONNX Runtime ");
  }

  /** Returns what the probe says. */
  private String probe(Device device) throws IOException {
    URL[] urls = {classPath.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      NvidiaDriver nvidia = new NvidiaDriver(root, environment);
      Machine machine = new Machine(root, nvidia, platform);
      return switch (new DeviceProbe(new RuntimeJars(loader), machine).probe(device)) {
        case Availability.Available available -> available.framework() + ": " + available.detail();
        case Availability.Unavailable unavailable -> unavailable.reason();
      };
    }
  }

  /** Puts ONNX Runtime's own class there, which the probe does not initialize. */
  private void runtime() throws IOException {
    String name = "ai/onnxruntime/OrtEnvironment.class";
    Path target = classPath.resolve(name);
    Files.createDirectories(target.getParent());
    try (var in = DeviceProbeTest.class.getClassLoader().getResourceAsStream(name)) {
      Files.copy(in, target);
    }
  }

  private static Path touch(Path folder, String file) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, "");
  }
}
