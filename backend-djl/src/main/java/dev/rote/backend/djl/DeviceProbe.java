package dev.rote.backend.djl;

import dev.rote.api.Availability;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Says what a device lacks, by looking at jars and files: PyTorch itself takes seconds to unpack
 * and load, and falls back to the processor where a GPU is missing.
 */
final class DeviceProbe {
  private static final String OLDEST_GLIBC = "2.28";

  private final NativeJars jars;
  private final Machine machine;

  DeviceProbe(NativeJars jars, Machine machine) {
    this.jars = jars;
    this.machine = machine;
  }

  static DeviceProbe ofThisMachine() {
    return new DeviceProbe(new NativeJars(DeviceProbe.class.getClassLoader()), Machine.current());
  }

  /** Never throws. */
  Availability probe(Device device) {
    try {
      return available(device);
    } catch (MissingException e) {
      return new Availability.Unavailable(device + " is unavailable: " + e.getMessage());
    } catch (RuntimeException e) {
      return new Availability.Unavailable(device + " cannot be probed: " + e);
    }
  }

  private Availability available(Device device) {
    String djl =
        jars.djlVersion()
            .orElseThrow(() ->
                new MissingException(
                    "DJL's PyTorch engine is not on the class path; put"
                        + " pytorch-engine-<version>.jar into the backend's lib folder"));
    requireGlibc();
    boolean cuda = device.kind() == DeviceKind.CUDA;
    if (cuda) {
      requireDriver(device.ordinal());
    }
    Optional<String> installed = machine.variable("PYTORCH_LIBRARY_PATH");
    NativeJars.LibTorch torch =
        installed.isPresent() ? installed(Path.of(installed.get()), cuda) : bundled(cuda);
    requireBridge(torch);
    return new Availability.Available(
        "PyTorch %s (DJL %s)".formatted(torch.version(), djl), detail(torch, installed));
  }

  private void requireGlibc() {
    if (!machine.platform().linux()) {
      return;
    }
    String version =
        machine
            .glibc()
            .get()
            .orElseThrow(() ->
                new MissingException(
                    "PyTorch needs the GNU C library, %s or later, and this system has another"
                            .formatted(OLDEST_GLIBC)
                        + " (musl?); use a distribution with glibc"));
    if (Runtime.Version.parse(version).compareTo(Runtime.Version.parse(OLDEST_GLIBC)) < 0) {
      throw new MissingException(
          "PyTorch needs the GNU C library %s or later, and this system has %s; use a newer one"
              .formatted(OLDEST_GLIBC, version));
    }
  }

  private void requireDriver(int ordinal) {
    if (!machine.platform().linux()) {
      throw new MissingException(
          "CUDA is supported on Linux only, and this is " + machine.classifier());
    }
    machine
        .nvidia()
        .missing(ordinal)
        // DJL asks the CUDA runtime what the GPU is before it loads PyTorch.
        .or(() -> machine.nvidia().missingLibrary("libcudart.so", "install the CUDA 12 runtime"))
        .ifPresent(what -> {
          throw new MissingException(what);
        });
  }

  private NativeJars.LibTorch bundled(boolean cuda) {
    List<NativeJars.LibTorch> torches = jars.libTorches();
    return torches.stream()
        .filter(torch -> torch.platform().equals(machine.classifier()) && torch.cuda() == cuda)
        .findFirst()
        .orElseThrow(() ->
            new MissingException(
                "there is no jar with PyTorch for %s on %s (there is: %s); %s"
                    .formatted(
                        cuda ? "CUDA" : "the processor",
                        machine.classifier(),
                        torches.isEmpty() ? "none" : torches,
                        remedy(cuda))));
  }

  private String remedy(boolean cuda) {
    return cuda
        ? "build with -P djl-cuda, or install a libtorch with CUDA and set PYTORCH_LIBRARY_PATH"
            + " and PYTORCH_FLAVOR"
        : "put pytorch-native-cpu-<version>-" + machine.classifier() + ".jar into its lib folder";
  }

  private NativeJars.LibTorch installed(Path folder, boolean cuda) {
    String library = System.mapLibraryName(cuda ? "torch_cuda" : "torch_cpu");
    if (!Files.exists(folder.resolve(library))) {
      throw new MissingException(
          "PYTORCH_LIBRARY_PATH is %s, which has no %s; name the lib folder of a libtorch, or unset"
                  .formatted(folder, library)
              + " it");
    }
    String flavor =
        machine
            .variable("PYTORCH_FLAVOR")
            .orElseThrow(() ->
                new MissingException(
                    "PYTORCH_LIBRARY_PATH is set and PYTORCH_FLAVOR is not; set it to cpu, or to"
                        + " cu128 for CUDA 12.8"));
    String version = machine.variable("PYTORCH_VERSION").orElseGet(this::engineVersion);
    return new NativeJars.LibTorch(version, flavor, machine.classifier());
  }

  private String engineVersion() {
    return jars.torchVersion().orElse("of unknown version");
  }

  private void requireBridge(NativeJars.LibTorch torch) {
    if (!jars.hasBridge(torch.platform(), torch.flavor())) {
      throw new MissingException(
          "DJL's native code for %s of PyTorch on %s is not on the class path; put the"
                  .formatted(torch.flavor(), torch.platform())
              + " pytorch-jni-<version>.jar of PyTorch "
              + torch.version()
              + " into the backend's lib folder");
    }
  }

  private String detail(NativeJars.LibTorch torch, Optional<String> installed) {
    String source = installed.map(folder -> "libtorch in " + folder).orElse("bundled libtorch");
    String gpus = torch.cuda() ? ", " + String.join(", ", machine.nvidia().models()) : "";
    return source + ", " + torch.flavor() + gpus;
  }

  /** Ends a probe with what is missing and what to do. */
  private static final class MissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingException(String what) {
      super(what);
    }
  }
}
