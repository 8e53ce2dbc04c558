package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.result.provenance.BackendVersion;
import dev.rote.runner.result.provenance.DataFile;
import dev.rote.runner.result.provenance.Machine;
import dev.rote.runner.result.provenance.Session;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A run: the root of {@code run.json}. A view of the facts in its folder.
 *
 * @param schema {@value #SCHEMA}
 * @param rote version of Rote
 * @param name of the suite
 * @param started when
 * @param finished when, or empty while something is missing
 * @param command the arguments of the command line that began it
 * @param settings what holds for every cell
 * @param suite the resolved suite, which reads back as one
 * @param machine its state before and after
 * @param versions of the backends, by id
 * @param data the files that examples came from
 * @param sessions of the command line that worked on it
 * @param references what traces were compared with, by experiment
 * @param cells in the order of the plan, those that are done
 * @param twins of the cells, in the order of the plan, those that are done
 * @param throughput in the order of the plan
 * @param missing how many units of the plan are not done
 * @param done how many are; 0 in older results
 * @param remaining what people call those that are not, in order; empty in older results
 * @param problems what a reader must know, a sentence each
 */
public record RunResult(
    String schema,
    String rote,
    String name,
    Instant started,
    Optional<Instant> finished,
    List<String> command,
    Settings settings,
    JsonNode suite,
    Machine machine,
    Map<String, BackendVersion> versions,
    List<DataFile> data,
    List<Session> sessions,
    Map<String, ReferenceTrace> references,
    List<CellResult> cells,
    List<TwinResult> twins,
    List<ThroughputResult> throughput,
    int missing,
    int done,
    List<String> remaining,
    List<String> problems) {
  /** Name and version of the form of {@code run.json}. */
  public static final String SCHEMA = "rote.run/1";

  /**
   * What holds for every cell.
   *
   * @param threads that a framework may use for one operation
   */
  public record Settings(int threads) {}

  public RunResult {
    requireNonNull(schema, "schema is null");
    requireNonNull(rote, "rote is null");
    requireNonNull(name, "name is null");
    requireNonNull(started, "started is null");
    requireNonNull(finished, "finished is null");
    command = List.copyOf(command);
    requireNonNull(settings, "settings is null");
    requireNonNull(suite, "suite is null");
    requireNonNull(machine, "machine is null");
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    data = List.copyOf(data);
    sessions = List.copyOf(sessions);
    references = Collections.unmodifiableMap(new LinkedHashMap<>(references));
    cells = List.copyOf(cells);
    twins = List.copyOf(twins);
    throughput = List.copyOf(throughput);
    remaining = List.copyOf(remaining);
    problems = List.copyOf(problems);
  }

  /** Returns the same with other rows of throughput. */
  public RunResult withThroughput(List<ThroughputResult> rows) {
    return new RunResult(
        schema,
        rote,
        name,
        started,
        finished,
        command,
        settings,
        suite,
        machine,
        versions,
        data,
        sessions,
        references,
        cells,
        twins,
        rows,
        missing,
        done,
        remaining,
        problems);
  }
}
