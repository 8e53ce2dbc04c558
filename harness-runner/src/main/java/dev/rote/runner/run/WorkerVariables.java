package dev.rote.runner.run;

import static java.util.stream.Collectors.joining;

import dev.rote.runner.environment.Influences;
import dev.rote.runner.plan.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of the environment reaches the workers and may change how fast they are, or with which
 * kernels they compute: all that Rote knows to do so, but for what the backends themselves set to
 * something.
 *
 * @param reaching by name
 * @param sentences what the user should know of it
 */
public record WorkerVariables(SortedMap<String, String> reaching, List<String> sentences) {
  public WorkerVariables {
    reaching = Collections.unmodifiableSortedMap(new TreeMap<>(reaching));
    sentences = List.copyOf(sentences);
  }

  /**
   * Finds out.
   *
   * @param environment of this process
   * @param targets where cells run
   * @param threads that a framework may use for one operation
   */
  public static WorkerVariables of(
      Map<String, String> environment, Collection<Target> targets, int threads) {
    Map<Target, Map<String, String>> launches = new LinkedHashMap<>();
    targets.forEach(target -> launches.put(target, launch(target, threads)));
    SortedMap<String, String> reaching = new TreeMap<>();
    List<String> sentences = new ArrayList<>();
    Influences.of(environment)
        .forEach((name, value) -> {
          if (!launches.values().stream().allMatch(launch -> launch.containsKey(name))) {
            reaching.put(name, value);
          }
          String overruled = overruled(launches, name, value);
          if (!overruled.isEmpty()) {
            sentences.add(
                "%s=%s of the environment does not reach %s, which %s"
                    .formatted(
                        name,
                        value,
                        overruled,
                        name.endsWith("NUM_THREADS")
                            ? "gets as many threads as --threads says"
                            : "is started with another value"));
          }
        });
    Influences.warning(reaching).ifPresent(sentences::add);
    return new WorkerVariables(reaching, sentences);
  }

  /** Returns the backends whose processes get another value than the user's. */
  private static String overruled(
      Map<Target, Map<String, String>> launches, String name, String value) {
    return launches.entrySet().stream()
        .filter(launch -> !launch.getValue().getOrDefault(name, value).equals(value))
        .map(launch -> launch.getKey().backend())
        .distinct()
        .collect(joining(" and "));
  }

  private static Map<String, String> launch(Target target, int threads) {
    try {
      return target.plugin().launch(target.device(), threads).environment();
    } catch (RuntimeException | LinkageError e) {
      // Its cells say so, where that matters.
      return Map.of();
    }
  }
}
