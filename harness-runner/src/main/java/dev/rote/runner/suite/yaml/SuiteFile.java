package dev.rote.runner.suite.yaml;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.SuiteException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a file has: a suite, and perhaps others of the same experiments that are smaller.
 *
 * @param whole the suite itself
 * @param profiles by name, in the order of the file
 * @param where they are, for errors: {@code file:line:column}
 */
public record SuiteFile(Suite whole, Map<String, Suite> profiles, String where) {
  public SuiteFile {
    requireNonNull(whole, "whole is null");
    profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
    requireNonNull(where, "where is null");
  }

  /**
   * Returns a profile of the suite, or the suite itself.
   *
   * @throws SuiteException if there is no such profile
   */
  public Suite suite(Optional<String> profile) {
    return profile.map(this::profile).orElse(whole);
  }

  private Suite profile(String name) {
    Suite suite = profiles.get(name);
    if (suite == null) {
      throw new SuiteException(
          "%s: there is no profile '%s', %s"
              .formatted(
                  where,
                  name,
                  profiles.isEmpty()
                      ? "the suite has none: leave --profile out"
                      : "allowed are %s%s"
                          .formatted(
                              String.join(", ", profiles.keySet()),
                              NearestName.suggestion(name, profiles.keySet()))));
    }
    return suite;
  }
}
