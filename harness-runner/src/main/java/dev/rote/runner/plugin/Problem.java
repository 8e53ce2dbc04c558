package dev.rote.runner.plugin;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Why a jar or a directory on the search path gave no backend.
 *
 * @param location the jar, or the directory where no single jar is to blame
 * @param reason what is wrong and, where something can be done, what to do
 */
public record Problem(Path location, String reason) {
  public Problem {
    requireNonNull(location, "location is null");
    // One line per problem, whatever a plugin's exception has to say.
    reason = reason.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** Returns one line for the user: the jar and what is wrong with it. */
  public String sentence() {
    return location + ": " + reason;
  }
}
