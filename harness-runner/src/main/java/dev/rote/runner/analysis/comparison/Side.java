package dev.rote.runner.analysis.comparison;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.plugin.Place;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.TwinResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One side of a comparison: all rows of a run, or those of one build in a run of two.
 *
 * @param label what people call it
 * @param run the run
 * @param build the name of its backends' build, or empty for those without one
 * @param all whether it is all of the run, whatever its backends are called
 */
public record Side(String label, RunResult run, Optional<String> build, boolean all) {
  public Side {
    requireNonNull(label, "label is null");
    requireNonNull(run, "run is null");
    requireNonNull(build, "build is null");
  }

  /** Returns all rows of a run. */
  public static Side of(String label, RunResult run) {
    return new Side(label, run, Optional.empty(), true);
  }

  /** Returns the rows of a run whose backends are of one build. */
  public static Side of(RunResult run, Optional<String> build) {
    return new Side(build.orElse("the others"), run, build, false);
  }

  /** Returns the names of builds in a run, in their order. */
  public static List<String> builds(RunResult run) {
    return Stream.concat(
            run.cells().stream().map(cell -> cell.key().backend()),
            run.throughput().stream().map(speed -> speed.key().backend()))
        .flatMap(backend -> Place.nameIn(backend).stream())
        .distinct()
        .toList();
  }

  Map<RowKey, CellResult> cells() {
    Map<RowKey, CellResult> cells = new LinkedHashMap<>();
    run.cells()
        .forEach(cell ->
            backend(cell.key().backend())
                .ifPresent(backend -> cells.put(RowKey.of(cell.key(), backend), cell)));
    return cells;
  }

  Map<RowKey, ThroughputResult> speeds() {
    Map<RowKey, ThroughputResult> speeds = new LinkedHashMap<>();
    run.throughput()
        .forEach(speed ->
            backend(speed.key().backend())
                .ifPresent(backend -> speeds.put(RowKey.of(speed.key(), backend), speed)));
    return speeds;
  }

  /** Returns the twins of its cells. */
  Map<RowKey, List<CellResult>> twins() {
    return run.twins().stream()
        .filter(twin -> backend(twin.key().backend()).isPresent())
        .collect(
            Collectors.groupingBy(
                twin -> RowKey.of(twin.key(), backend(twin.key().backend()).orElseThrow()),
                Collectors.mapping(TwinResult::result, Collectors.toList())));
  }

  private Optional<String> backend(String id) {
    if (all) {
      return Optional.of(id);
    }
    return Place.nameIn(id).equals(build) ? Optional.of(Place.withoutName(id)) : Optional.empty();
  }
}
