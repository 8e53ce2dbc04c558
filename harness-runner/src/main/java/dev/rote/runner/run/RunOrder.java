package dev.rote.runner.run;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.cell.Host;
import dev.rote.runner.data.store.DataFiles;
import dev.rote.runner.environment.Influences;
import dev.rote.runner.folder.PlanFile;
import dev.rote.runner.plan.Conditions;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plan.PlannedUnit;
import dev.rote.runner.plan.RunPlan;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.result.json.RunFile;
import dev.rote.runner.result.provenance.BackendVersion;
import dev.rote.runner.result.provenance.DataFile;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.yaml.SuiteWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What somebody wants run.
 *
 * @param rote version of Rote
 * @param suite resolved, with the overrides of the command line applied
 * @param source where the suite was read from
 * @param overrides what the command line changed about it
 * @param experiments those of the suite that were chosen
 * @param targets on what
 * @param host the machine
 * @param environment of this process
 * @param command the arguments of the command line
 */
public record RunOrder(
    String rote,
    Suite suite,
    Optional<Path> source,
    PlanFile.Overridden overrides,
    List<Experiment> experiments,
    Targets targets,
    Host host,
    Map<String, String> environment,
    List<String> command) {
  public RunOrder {
    requireNonNull(rote, "rote is null");
    requireNonNull(suite, "suite is null");
    requireNonNull(source, "source is null");
    requireNonNull(overrides, "overrides is null");
    experiments = List.copyOf(experiments);
    requireNonNull(targets, "targets is null");
    requireNonNull(host, "host is null");
    environment = Map.copyOf(environment);
    command = List.copyOf(command);
  }

  /** Returns what is to be done, in order. */
  public RunPlan plan() {
    return RunPlan.of(
        experiments,
        suite.measure(),
        targets.targets(),
        targets.oracle(),
        host.threads(),
        suite.twins());
  }

  /** Returns what of the environment reaches the workers. */
  public WorkerVariables variables() {
    return WorkerVariables.of(environment, targets.targets(), host.threads());
  }

  /** Returns what decides the results beside the suite and the backends; reads the data's files. */
  Conditions conditions() {
    List<DataFile> data =
        experiments.stream()
            .map(experiment -> experiment.data().set())
            .distinct()
            .flatMap(set -> DataFiles.of(set, host.data()).stream())
            .toList();
    String jdk =
        System.getProperty("java.vendor", "") + " " + System.getProperty("java.vm.version", "");
    return new Conditions(
        rote, jdk.strip(), host.threads(), Influences.kernels(variables().reaching()), data);
  }

  /** Returns the plan as a folder keeps it. */
  PlanFile file(List<PlannedUnit> units, Conditions conditions) {
    return new PlanFile(
        PlanFile.SCHEMA,
        Instant.now(),
        command,
        suite.name(),
        resolved(),
        source,
        overrides,
        experiments.stream().map(Experiment::id).toList(),
        targets.targets().stream()
            .map(target ->
                new PlanFile.PlannedTarget(target.backend(), target.device(), target.part()))
            .toList(),
        targets.oracle().map(Plugin::id),
        backends(),
        host.data().directories(),
        conditions,
        units.stream()
            .map(unit ->
                new PlanFile.UnitEntry(
                    unit.unit().kind(),
                    unit.unit().label(),
                    unit.fileStem() + ".json",
                    unit.hash()))
            .toList());
  }

  /** Returns the resolved suite in the form that it has after it was written and read back. */
  private JsonNode resolved() {
    return RunFile.tree(SuiteWriter.write(suite));
  }

  private Map<String, BackendVersion> backends() {
    Map<String, BackendVersion> backends = new LinkedHashMap<>();
    for (Plugin plugin : targets.plugins()) {
      Map<String, String> jars = new TreeMap<>();
      for (Target target : targets.targets()) {
        if (target.plugin().equals(plugin)) {
          jars.put(target.device().toString(), plugin.jarsHash(target.device().kind()));
        }
      }
      backends.put(
          plugin.id(),
          new BackendVersion(
              plugin.version(), Optional.empty(), plugin.location().toString(), jars));
    }
    return backends;
  }
}
