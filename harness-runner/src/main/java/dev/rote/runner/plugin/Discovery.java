package dev.rote.runner.plugin;

import java.util.List;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param plugins the backends that can be used, in the order in which they were found
 * @param problems the jars and directories that gave none, one line each
 */
public record Discovery(List<Plugin> plugins, List<Problem> problems) {
  public Discovery {
    plugins = List.copyOf(plugins);
    problems = List.copyOf(problems);
  }

  /** Returns the backend with that id, or empty if none was found. */
  public Optional<Plugin> find(String id) {
    return plugins.stream().filter(plugin -> plugin.id().equals(id)).findFirst();
  }
}
