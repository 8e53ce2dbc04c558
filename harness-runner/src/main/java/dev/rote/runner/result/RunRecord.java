package dev.rote.runner.result;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A run: the root of {@code run.json}.
 *
 * @param schema {@value #SCHEMA}
 * @param rote version of Rote
 * @param name of the suite
 * @param started when
 * @param finished when, or empty while the run goes on or if it was interrupted
 * @param command the arguments of the command line
 * @param settings what holds for every cell
 * @param suite the resolved suite, which reads back as one
 * @param machine its state before and after
 * @param versions of the backends, by id
 * @param cells in the order in which they ran
 * @param throughput in the order of the plan
 * @param problems what was wrong with plugins, a sentence each
 */
public record RunRecord(
    String schema,
    String rote,
    String name,
    Instant started,
    Optional<Instant> finished,
    List<String> command,
    Settings settings,
    JsonNode suite,
    MachineRecord machine,
    Map<String, BackendVersion> versions,
    List<CellRecord> cells,
    List<ThroughputRecord> throughput,
    List<String> problems) {
  /** Name and version of the form of {@code run.json}. */
  public static final String SCHEMA = "rote.run/1";

  /**
   * What holds for every cell.
   *
   * @param threads that a framework may use for one operation
   */
  public record Settings(int threads) {}

  /**
   * What ran under a backend's id.
   *
   * @param plugin its own version
   * @param framework the framework's name and version, or empty if it could not be asked
   * @param location its jar or directory
   */
  public record BackendVersion(String plugin, Optional<String> framework, String location) {}
}
