package dev.rote.runner.history;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.runner.result.RunResult;
import java.util.Optional;

/**
 * Which build of a backend ran: two nights with equal hashes had the same code and the same
 * natives. What of it is not known is empty.
 *
 * @param plugin the plugin's version
 * @param framework the framework's name and version
 * @param jars hash of the jars, natives among them, that the device runs with
 */
public record BackendBuild(
    Optional<String> plugin, Optional<String> framework, Optional<String> jars) {
  private static final BackendBuild UNKNOWN =
      new BackendBuild(Optional.empty(), Optional.empty(), Optional.empty());

  public BackendBuild {
    requireNonNull(plugin, "plugin is null");
    requireNonNull(framework, "framework is null");
    requireNonNull(jars, "jars is null");
  }

  static BackendBuild of(RunResult run, String backend, Device device) {
    return Optional.ofNullable(run.versions().get(backend))
        .map(version ->
            new BackendBuild(
                Optional.of(version.plugin()),
                version.framework(),
                Optional.ofNullable(version.jars().get(device.toString()))))
        .orElse(UNKNOWN);
  }
}
