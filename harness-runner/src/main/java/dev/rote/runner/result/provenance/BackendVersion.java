package dev.rote.runner.result.provenance;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * What ran under a backend's id.
 *
 * @param plugin its own version
 * @param framework the framework's name and version, or empty if it could not be asked
 * @param location its jar or directory
 * @param jars hash of its jars, by device
 */
public record BackendVersion(
    String plugin, Optional<String> framework, String location, Map<String, String> jars) {
  public BackendVersion {
    requireNonNull(plugin, "plugin is null");
    requireNonNull(framework, "framework is null");
    requireNonNull(location, "location is null");
    jars = Map.copyOf(jars);
  }
}
