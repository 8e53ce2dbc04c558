package dev.rote.testkit;

import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.plugin.Plugins;
import dev.rote.testkit.clause.Clause;
import dev.rote.testkit.clause.Clauses;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

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
 * <p>The backend is found as a run finds it, through {@link java.util.ServiceLoader}, on the class
 * path of the tests. What this machine lacks, and what the backend declares as unsupported, is
 * skipped with the reason. What the worker processes print is under {@code target/contract}.
 */
public abstract class BackendContract {
  private final String id;

  /**
   * @param id of the backend
   */
  protected BackendContract(String id) {
    this.id = id;
  }

  /**
   * Returns the jars and directories of classes that a process needs on such a device; without
   * being overridden, the class path of the tests.
   */
  protected List<Path> classPath(DeviceKind kind) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> !entry.isBlank())
        .map(entry -> Path.of(entry).toAbsolutePath())
        .toList();
  }

  /** Returns the kinds of device to check; without being overridden, all that the backend has. */
  protected Set<DeviceKind> devices(Backend backend) {
    return backend.devices();
  }

  /** Returns the clauses to check; without being overridden, all. */
  protected List<Clause> clauses() {
    return Clauses.all();
  }

  /** Checks the clauses, all of a device when the first of their tests runs. */
  @TestFactory
  Stream<DynamicNode> contract() {
    Plugin plugin = plugin();
    Contract contract = new Contract(plugin, Path.of("target", "contract"));
    return devices(plugin.backend()).stream()
        .sorted()
        .map(kind -> {
          Verdicts verdicts = new Verdicts(contract, Device.first(kind), clauses());
          return DynamicContainer.dynamicContainer(
              id + " on " + kind, clauses().stream().map(verdicts::test));
        });
  }

  private Plugin plugin() {
    List<Path> any = classPath(DeviceKind.CPU);
    Backend backend = Plugins.open(any, id).backend();
    Map<DeviceKind, List<Path>> classPaths = new EnumMap<>(DeviceKind.class);
    for (DeviceKind kind : backend.devices()) {
      classPaths.put(kind, classPath(kind));
    }
    return new Plugin(
        backend.id(),
        backend.version(),
        Path.of("").toAbsolutePath(),
        backend.devices(),
        backend.unsupportedLayers(),
        classPaths,
        backend);
  }

  /** The verdicts on one device, found out together: clauses share a process. */
  private static final class Verdicts {
    private final Contract contract;
    private final Device device;
    private final List<Clause> clauses;
    private final Map<String, Verdict> verdicts = new HashMap<>();

    Verdicts(Contract contract, Device device, List<Clause> clauses) {
      this.contract = contract;
      this.device = device;
      this.clauses = new ArrayList<>(clauses);
    }

    DynamicTest test(Clause clause) {
      return DynamicTest.dynamicTest(clause.id() + ": " + clause.title(), () -> require(clause));
    }

    private void require(Clause clause) {
      if (verdicts.isEmpty()) {
        contract.verify(
            device, clauses, result -> verdicts.put(result.clause().id(), result.verdict()));
      }
      switch (verdicts.get(clause.id())) {
        case Verdict.Passed passed -> {}
        case Verdict.Failed(String sentence) -> Assertions.fail(sentence);
        case Verdict.Skipped(String reason) -> Assumptions.abort(reason);
      }
    }
  }
}
