package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.NvidiaDriver;
import dev.rote.testkit.clause.Clause;
import dev.rote.testkit.clause.Clauses;
import dev.rote.testkit.fixture.Jars;
import dev.rote.testkit.fixture.Mutant;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A build that has checked nothing is not green. */
class BackendContractTest {
  /** Has natives of its own for oneDNN, as far as its probe can tell. */
  private static final Mutant TWO_DEVICES =
      Mutant.named("two-devices")
          .backend("Set.of(DeviceKind.CPU)", "Set.of(DeviceKind.CPU, DeviceKind.ONEDNN)")
          .backend(
              "return runsOn(device)\n",
              "return device.kind() == DeviceKind.CPU || getClass().getResource(\"/natives\") != null\n")
          .backend(
              "return \"the backend %s has",
              "return \"there is no file natives; the backend %s has");

  @TempDir private Path directory;

  private static class Checked extends BackendContract {
    private final Set<DeviceKind> devices;
    private final List<Clause> clauses;

    Checked(Path folder, Set<DeviceKind> devices, String... clauses) {
      super("two-devices", folder);
      this.devices = devices;
      this.clauses = Stream.of(clauses).map(Clauses::byId).toList();
    }

    @Override
    protected Set<DeviceKind> devices(Backend backend) {
      return devices;
    }

    @Override
    protected List<Clause> clauses() {
      return clauses;
    }
  }

  @Test
  void everyTestIsNamedForItsClauseAndDevice() {
    BackendContract contract =
        new Checked(folder(), Set.of(DeviceKind.CPU), "identity", "momentum");

    assertThat(tests(contract)).containsOnlyKeys("device-cpu", "identity-cpu", "momentum-cpu");
    // Without a source of its own, a report would call it contract()[1][3].
    assertThat(contract.contract().flatMap(BackendContractTest::leaves))
        .extracting(test -> test.getTestSourceUri().orElseThrow())
        .contains(URI.create("clause:momentum"));
  }

  @Test
  void aDeclaredDeviceThatCannotBeOpenedFailsWithTheReason() {
    Map<String, Executable> tests =
        tests(new Checked(folder(), Set.of(DeviceKind.ONEDNN), "momentum"));

    assertThatExceptionOfType(AssertionFailedError.class)
        .isThrownBy(() -> tests.get("device-onednn").execute())
        .withMessageStartingWith(
            "two-devices declares onednn, but nothing can be checked on it here: there is no file"
                + " natives")
        .withMessageContaining(
            "its jars were looked for in %s, which has 0 of them"
                .formatted(directory.resolve("two-devices").resolve("lib-onednn")))
        .withMessageEndingWith("if this build is not to check onednn, override devices(Backend)");
    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(() -> tests.get("momentum-onednn").execute());
  }

  @Test
  void theJarsOfADeviceAreThoseOfThePluginsFolder() throws Throwable {
    Path folder = folder();
    Jars.write(folder.resolve("lib-onednn").resolve("natives.jar"), Map.of("natives", new byte[1]));

    Map<String, Executable> tests =
        tests(new Checked(folder, Set.of(DeviceKind.ONEDNN), "momentum"));

    tests.get("device-onednn").execute();
    tests.get("momentum-onednn").execute();
  }

  @Test
  void aFolderWithoutLibAddsToTheClassPathOfTheTests() {
    Path natives = Jars.write(directory.resolve("lib-onednn").resolve("natives.jar"), Map.of());
    BackendContract contract = new Checked(directory, Set.of(DeviceKind.CPU), "identity");

    assertThat(contract.classPath(DeviceKind.ONEDNN))
        .startsWith(contract.classPath(DeviceKind.CPU).toArray(Path[]::new))
        .endsWith(natives)
        .hasSizeGreaterThan(2);
  }

  @Test
  void aDeviceOnWhichEveryClauseIsSkippedFails() {
    Mutant mutant =
        TWO_DEVICES.backend(
            "  @Override\n  public Launch launch",
            "  @Override\n  public Set<Class<? extends dev.rote.api.Layer>> unsupportedLayers() { return Set.of(dev.rote.api.Layer.Conv2d.class); }\n\n  @Override\n  public Launch launch");
    Map<String, Executable> tests =
        tests(new Checked(folder(mutant), Set.of(DeviceKind.CPU), "layer-conv2d"));

    assertThatExceptionOfType(AssertionFailedError.class)
        .isThrownBy(() -> tests.get("device-cpu").execute())
        .withMessage(
            "nothing was checked on cpu, which is no success: all clauses were skipped, such as"
                + " layer-conv2d: the backend declares as unsupported: Conv2d");
    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(() -> tests.get("layer-conv2d-cpu").execute());
  }

  /** A GPU that a machine lacks is no fault of the plugin, but nothing is proved about it. */
  @Test
  void aGpuThatIsMissingIsNoSuccessWhereNothingElseIsChecked() throws Throwable {
    Device gpu = Device.first(DeviceKind.CUDA);
    assumeTrue(NvidiaDriver.ofThisMachine().missing(0).isPresent(), "there is a GPU");
    Path folder =
        folder(
            Mutant.named("two-devices")
                .backend("Set.of(DeviceKind.CPU)", "Set.of(DeviceKind.CPU, DeviceKind.CUDA)")
                .backend("return runsOn(device)\n", "return device.kind() == DeviceKind.CPU\n"));

    Map<String, Executable> alone = tests(new Checked(folder, Set.of(gpu.kind()), "momentum"));
    Map<String, Executable> beside =
        tests(new Checked(folder, Set.of(DeviceKind.CPU, gpu.kind()), "momentum"));

    assertThatExceptionOfType(AssertionFailedError.class)
        .isThrownBy(() -> alone.get("device-cuda").execute())
        .withMessageContaining("so nothing was checked at all, which is no success");
    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(() -> beside.get("device-cuda").execute())
        .withMessageContaining("declares cuda, but nothing can be checked on it here");
    beside.get("device-cpu").execute();
  }

  @Test
  void nothingToCheckIsNoSuccess() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new Checked(folder(), Set.of(), "identity").contract())
        .withMessageStartingWith("there is nothing to check");
    assertThatIllegalStateException()
        .isThrownBy(() -> new Checked(folder(), Set.of(DeviceKind.CPU)).contract());
  }

  private Path folder() {
    return folder(TWO_DEVICES);
  }

  private Path folder(Mutant mutant) {
    Path folder = directory.resolve("two-devices");
    mutant.jar(folder.resolve("lib"));
    return folder;
  }

  private static Map<String, Executable> tests(BackendContract contract) {
    Map<String, Executable> tests = new LinkedHashMap<>();
    contract
        .contract()
        .flatMap(BackendContractTest::leaves)
        .forEach(test -> tests.put(test.getDisplayName(), test.getExecutable()));
    return tests;
  }

  private static Stream<DynamicTest> leaves(DynamicNode node) {
    return node instanceof DynamicContainer container
        ? container.getChildren().flatMap(BackendContractTest::leaves)
        : Stream.of((DynamicTest) node);
  }
}
