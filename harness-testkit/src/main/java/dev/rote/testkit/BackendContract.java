package dev.rote.testkit;

import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.plugin.PluginFolder;
import dev.rote.runner.plugin.Plugins;
import dev.rote.testkit.clause.Clause;
import dev.rote.testkit.clause.Clauses;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * The contract as JUnit tests, one for each clause on each device. A plugin's author extends it:
 *
 * <pre>{@code
 * class MyBackendContractTest extends BackendContract {
 *   MyBackendContractTest() {
 *     super("my-backend");
 *   }
 * }
 * }</pre>
 *
 * <p>The backend is found on the class path of the tests, in {@code META-INF/services}. Jars of
 * {@code lib-cpu}, {@code lib-onednn} and {@code lib-cuda} are not on it: the plugin's folder,
 * which has them, is named to the constructor or in the system property {@value #FOLDER}.
 *
 * <p>What the backend declares as unsupported is skipped with the reason. A device that it declares
 * and that cannot be opened fails, but for a GPU that this machine does not have; so does one on
 * which every clause was skipped. What the worker processes print is under {@code target/contract}.
 */
public abstract class BackendContract {
  /** The system property that names the plugin's folder. */
  public static final String FOLDER = "rote.plugin";

  private final String id;
  private final Optional<PluginFolder> folder;

  /**
   * @param id of the backend
   */
  protected BackendContract(String id) {
    this(id, Optional.ofNullable(System.getProperty(FOLDER)).map(Path::of));
  }

  /**
   * @param id of the backend
   * @param folder the plugin's, as a run gets it: the jars of {@code lib-<device>} are added for
   *     their device, and those of {@code lib}, if it has that already, take the place of the class
   *     path of the tests
   */
  protected BackendContract(String id, Path folder) {
    this(id, Optional.of(folder));
  }

  private BackendContract(String id, Optional<Path> folder) {
    this.id = id;
    this.folder = folder.map(PluginFolder::of);
  }

  /**
   * Returns the jars and directories of classes that a process needs on such a device; without
   * being overridden, those of the plugin's folder, or the class path of the tests.
   */
  protected List<Path> classPath(DeviceKind kind) {
    List<Path> common =
        folder
            .map(PluginFolder::common)
            .filter(jars -> !jars.isEmpty())
            .orElseGet(BackendContract::classPathOfTests);
    List<Path> all = new ArrayList<>(common);
    folder.ifPresent(plugin -> all.addAll(plugin.only(kind)));
    return all;
  }

  private static List<Path> classPathOfTests() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> !entry.isBlank())
        .map(entry -> Path.of(entry).toAbsolutePath())
        .toList();
  }

  /**
   * Returns the kinds of device to check, at least one; without being overridden, all that the
   * backend has.
   */
  protected Set<DeviceKind> devices(Backend backend) {
    return backend.devices();
  }

  /** Returns the clauses to check, at least one; without being overridden, all. */
  protected List<Clause> clauses() {
    return Clauses.all();
  }

  /** Checks the clauses, all of a device when the first of their tests runs. */
  @TestFactory
  Stream<DynamicNode> contract() {
    Plugin plugin = plugin();
    Contract contract = new Contract(plugin, Path.of("target", "contract"));
    Set<DeviceKind> devices = devices(plugin.backend());
    if (devices.isEmpty() || clauses().isEmpty()) {
      throw new IllegalStateException(
          "there is nothing to check: devices() and clauses() name at least one each");
    }
    return devices.stream()
        .sorted()
        .map(kind -> {
          OnDevice onDevice = new OnDevice(contract, Device.first(kind), devices, clauses());
          return DynamicContainer.dynamicContainer(
              id + " on " + kind,
              Stream.concat(
                  Stream.of(onDevice.isChecked()), clauses().stream().map(onDevice::holds)));
        });
  }

  private Plugin plugin() {
    Backend backend = Plugins.open(classPath(DeviceKind.CPU), id).backend();
    Map<DeviceKind, List<Path>> classPaths = new EnumMap<>(DeviceKind.class);
    for (DeviceKind kind : backend.devices()) {
      classPaths.put(kind, classPath(kind));
    }
    return new Plugin(
        backend.id(),
        Optional.empty(),
        backend.version(),
        Path.of("").toAbsolutePath(),
        backend.devices(),
        backend.unsupportedLayers(),
        classPaths,
        backend);
  }

  /** The tests of one device. Their verdicts are found out together: clauses share a process. */
  private final class OnDevice {
    private final Contract contract;
    private final Device device;
    private final Set<DeviceKind> all;
    private final List<Clause> clauses;
    private final Map<String, Verdict> verdicts = new HashMap<>();

    OnDevice(Contract contract, Device device, Set<DeviceKind> all, List<Clause> clauses) {
      this.contract = contract;
      this.device = device;
      this.all = Set.copyOf(all);
      this.clauses = List.copyOf(clauses);
    }

    /** Without it a build would be green that has checked nothing. */
    DynamicTest isChecked() {
      return test(
          "device",
          () -> contract.absence(device).ifPresentOrElse(this::reject, this::requireAnyChecked));
    }

    private void reject(Absence absence) {
      String sentence =
          "%s declares %s, but nothing can be checked on it here: %s"
              .formatted(id, device.kind(), absence.reason());
      if (!absence.excused()) {
        Assertions.fail(
            sentence
                + "; "
                + remedy(device.kind())
                + absence.log().map(log -> "; the log is " + log).orElse(""));
      }
      if (all.stream().allMatch(kind -> contract.absence(Device.first(kind)).isPresent())) {
        Assertions.fail(
            sentence
                + "; so nothing was checked at all, which is no success: run this test where the device is, and disable it elsewhere");
      }
      Assumptions.abort(sentence);
    }

    private void requireAnyChecked() {
      verify();
      if (verdicts.values().stream().allMatch(Verdict.Skipped.class::isInstance)) {
        Clause first = clauses.getFirst();
        Assertions.fail(
            "nothing was checked on %s, which is no success: all clauses were skipped, such as %s: %s"
                .formatted(device, first.id(), verdicts.get(first.id()).sentence()));
      }
    }

    private void verify() {
      if (verdicts.isEmpty()) {
        contract.verify(
            device, clauses, result -> verdicts.put(result.clause().id(), result.verdict()));
      }
    }

    DynamicTest holds(Clause clause) {
      return test(clause.id(), () -> require(clause));
    }

    private void require(Clause clause) {
      verify();
      switch (verdicts.get(clause.id())) {
        case Verdict.Passed passed -> {}
        case Verdict.Failed(Failure failure) ->
            Assertions.fail(
                "%s on %s does not hold that it %s: %s"
                    .formatted(clause.id(), device, clause.title(), failure.line()));
        case Verdict.Skipped(String reason) -> Assumptions.abort(reason);
      }
    }

    /**
     * Surefire names a dynamic test by its place in the tree, as in {@code contract()[2][45]},
     * where it takes it for a part of the method that made it, and by its own name where it does
     * not: so each says where else it comes from.
     */
    private DynamicTest test(String what, Executable check) {
      return DynamicTest.dynamicTest(
          what + "-" + device.kind(), URI.create("clause:" + what), check);
    }
  }

  private String remedy(DeviceKind kind) {
    String jars =
        folder
            .map(plugin ->
                "its jars were looked for in %s, which has %d of them"
                    .formatted(plugin.directory(kind), plugin.only(kind).size()))
            .orElse(
                "jars of lib-%s are not on the class path of the tests: name the plugin's folder, as in super(\"%s\", Path.of(\"target\", \"%s\")) or -D%s=target/%s"
                    .formatted(kind, id, id, FOLDER, id));
    return jars + "; if this build is not to check " + kind + ", override devices(Backend)";
  }
}
