package dev.rote.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.rote.api.Availability;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Platform;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A probe of class paths that exist as files in a folder. */
class DeviceProbeTest {
  private static final Device CUDA = Device.first(DeviceKind.CUDA);

  @TempDir private Path classPath;
  private Supplier<List<String>> gpus = () -> fail("TensorFlow was loaded to list GPUs");

  @ParameterizedTest
  @EnumSource(names = {"CPU", "ONEDNN"})
  void processorNeedsClassesAndNativesAndLoadsNeither(DeviceKind kind) throws IOException {
    Device device = Device.first(kind);
    assertThat(probe(device)).startsWith(kind + " is unavailable: TensorFlow-Java is not on the");
    classes();
    natives("macosx-arm64");
    assertThat(probe(device))
        .startsWith(kind + " is unavailable: there is no jar with TensorFlow's natives for linux-x")
        .contains("put tensorflow-core-native-<version>-linux-x86_64.jar into");
    natives("linux-x86_64");
    assertThat(probe(device))
        .isEqualTo("TensorFlow 9.8.7 (TensorFlow-Java 6.5): bundled natives for linux-x86_64");
  }

  @Test
  void cudaNeedsItsNativesAndAGpuInTheListOfDevices() throws IOException {
    classes();
    natives("linux-x86_64");
    assertThat(probe(CUDA))
        .startsWith("cuda is unavailable: there is no jar with TensorFlow's natives for CUDA")
        .contains("build with -P tf-cuda");
    natives("linux-x86_64-gpu");
    gpus = List::of;
    assertThat(probe(CUDA)).contains("TensorFlow lists 0 GPUs").contains("CUDA 12 and cuDNN 9");
    gpus = () -> List.of("/device:GPU:0");
    assertThat(probe(CUDA)).endsWith("bundled natives for linux-x86_64 with CUDA, /device:GPU:0");
    assertThat(probe(new Device(DeviceKind.CUDA, 1)))
        .startsWith("cuda:1 is unavailable: TensorFlow lists 1 GPUs");
  }

  @Test
  void nativesForCudaServeTheProcessorToo() throws IOException {
    classes();
    natives("linux-x86_64-gpu");

    assertThat(probe(Device.first(DeviceKind.CPU))).startsWith("TensorFlow 9.8.7");
  }

  @Test
  void neverThrows() throws IOException {
    classes();
    natives("linux-x86_64-gpu");
    gpus =
        () -> {
          throw new UnsatisfiedLinkError("libcudart.so.12: cannot open shared object file");
        };

    assertThat(probe(CUDA))
        .startsWith("cuda cannot be probed: ")
        .endsWith("libcudart.so.12: cannot open shared object file");
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-arm64",
    "Mac OS X, aarch64, macosx-arm64",
    "Windows 11, amd64, windows-x86_64"
  })
  void platformsHaveTheNamesOfTensorFlowJavasJars(String os, String architecture, String name) {
    assertThat(NativeJars.classifier(Platform.of(os, architecture))).isEqualTo(name);
  }

  /** Returns what the probe says. */
  private String probe(Device device) throws MalformedURLException {
    URLClassLoader loader = new URLClassLoader(new URL[] {classPath.toUri().toURL()}, null);
    DeviceProbe probe = new DeviceProbe(new NativeJars(loader), "linux-x86_64", () -> gpus.get());
    return switch (probe.probe(device)) {
      case Availability.Available available -> available.framework() + ": " + available.detail();
      case Availability.Unavailable unavailable -> unavailable.reason();
    };
  }

  private void classes() throws IOException {
    touch("org/tensorflow/TensorFlow.class");
    Files.writeString(
        touch("dev/rote/backend/tf/tensorflow.properties"),
        "tensorflow = 9.8.7\ntensorflow-java = 6.5\n");
  }

  private void natives(String folder) throws IOException {
    touch("org/tensorflow/internal/c_api/" + folder + "/" + System.mapLibraryName("jnitensorflow"));
  }

  private Path touch(String name) throws IOException {
    Path file = classPath.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.exists(file) ? file : Files.createFile(file);
  }
}
