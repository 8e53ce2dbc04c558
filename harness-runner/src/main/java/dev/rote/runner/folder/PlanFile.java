package dev.rote.runner.folder;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.runner.plan.Conditions;
import dev.rote.runner.plan.Overrides;
import dev.rote.runner.plan.Target;
import dev.rote.runner.result.provenance.BackendVersion;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * The plan of a run as its folder keeps it, {@code plan.json}: what was asked for, under which
 * conditions, and every unit with its hash. Written first and never changed.
 *
 * @param schema {@value #SCHEMA}
 * @param created when
 * @param command the arguments of the command line
 * @param name of the suite
 * @param suite the resolved suite
 * @param source where the suite was read from
 * @param overrides what the command line changed about it
 * @param experiments ids of those that were chosen
 * @param targets the backends and devices
 * @param oracle id of the backend that traces are compared with, if one is installed
 * @param backends by id, without their frameworks
 * @param dataDirectories where data sets were looked for
 * @param conditions what else decides the results
 * @param units in order
 */
public record PlanFile(
    String schema,
    Instant created,
    List<String> command,
    String name,
    JsonNode suite,
    Optional<Path> source,
    Overridden overrides,
    List<String> experiments,
    List<PlannedTarget> targets,
    Optional<String> oracle,
    Map<String, BackendVersion> backends,
    List<Path> dataDirectories,
    Conditions conditions,
    List<UnitEntry> units) {
  /** Name and version of the form of {@code plan.json}. */
  public static final String SCHEMA = "rote.plan/1";

  /** What the command line changed about a suite. */
  public record Overridden(
      Optional<String> profile,
      Optional<Integer> train,
      Optional<Long> seed,
      Optional<Integer> twins) {
    public Overridden {
      // Older plans have none.
      profile = profile == null ? Optional.empty() : profile;
      requireNonNull(train, "train is null");
      requireNonNull(seed, "seed is null");
      requireNonNull(twins, "twins is null");
    }

    /** Returns the changes, with a choice of experiments. */
    public Overrides overrides(Optional<String> experiment) {
      return new Overrides(
          profile,
          train.map(OptionalInt::of).orElse(OptionalInt.empty()),
          seed.map(OptionalLong::of).orElse(OptionalLong.empty()),
          twins.map(OptionalInt::of).orElse(OptionalInt.empty()),
          experiment);
    }
  }

  /**
   * A backend on a device.
   *
   * @param part what of the run it takes part in; of older plans all
   */
  public record PlannedTarget(String backend, Device device, Target.Part part) {
    public PlannedTarget {
      part = part == null ? Target.Part.ALL : part;
    }
  }

  /**
   * A unit.
   *
   * @param kind what kind
   * @param label which one, for people
   * @param file the name of its result, below {@code units}
   * @param hash over everything that decides its result
   */
  public record UnitEntry(String kind, String label, String file, String hash) {}

  public PlanFile {
    requireNonNull(schema, "schema is null");
    requireNonNull(created, "created is null");
    command = List.copyOf(command);
    requireNonNull(name, "name is null");
    requireNonNull(suite, "suite is null");
    requireNonNull(source, "source is null");
    requireNonNull(overrides, "overrides is null");
    experiments = List.copyOf(experiments);
    targets = List.copyOf(targets);
    requireNonNull(oracle, "oracle is null");
    backends = Collections.unmodifiableMap(new LinkedHashMap<>(backends));
    dataDirectories = List.copyOf(dataDirectories);
    requireNonNull(conditions, "conditions is null");
    units = List.copyOf(units);
  }

  /** Returns everything but the units, which of a large plan fill the memory. */
  public PlanFile withoutUnits() {
    return new PlanFile(
        schema,
        created,
        command,
        name,
        suite,
        source,
        overrides,
        experiments,
        targets,
        oracle,
        backends,
        dataDirectories,
        conditions,
        List.of());
  }
}
