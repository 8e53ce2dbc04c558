package dev.rote.runner.plugin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a search found.
 *
 * @param plugins the backends that can be used, in the order in which they were found
 * @param problems the jars and directories that gave none, one line each
 */
public record Discovery(List<Plugin> plugins, List<Problem> problems) {
  /** More problems than a sentence can name. */
  private static final int MANY = 5;

  public Discovery {
    plugins = List.copyOf(plugins);
    problems = List.copyOf(problems);
  }

  /** Returns the backend with that id, or empty if none was found. */
  public Optional<Plugin> find(String id) {
    return plugins.stream().filter(plugin -> plugin.id().equals(id)).findFirst();
  }

  /**
   * Returns the end of a sentence that says that there is no such backend: why what is on the
   * search path gave none, or where to see what is searched.
   */
  public String because() {
    if (problems.isEmpty()) {
      return "; 'rote backends' shows where they are looked for";
    }
    String more =
        problems.size() > MANY
            ? "; and %d more, which 'rote backends' shows".formatted(problems.size() - MANY)
            : "";
    return problems.stream()
        .limit(MANY)
        .map(Problem::sentence)
        .collect(Collectors.joining("; ", ": ", more));
  }

  /** Returns the sentence for an id that {@link #find} does not find. */
  public String absence(String id) {
    String others = plugins.stream().map(Plugin::id).collect(Collectors.joining(", "));
    return "there is no backend %s%s%s%s"
        .formatted(id, others.isEmpty() ? "" : ", only " + others, aboutName(id), because());
  }

  private static String aboutName(String id) {
    return Place.nameIn(id)
        .map(name ->
            "; what is behind %s is the name that its place is given, ".formatted(Place.MARK)
                + Place.objection(name)
                    .map(objection -> "and " + objection)
                    .orElseGet(() -> "as in " + Place.option(id)))
        .orElse("");
  }
}
