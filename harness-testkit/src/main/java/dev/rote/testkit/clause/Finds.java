package dev.rote.testkit.clause;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mistakes that a clause finds. Those that make other numbers are listed by where these show,
 * so that a hint can be one that fits what was seen.
 *
 * @param others mistakes that do not show as numbers
 * @param numerical mistakes by where they show
 */
public record Finds(List<String> others, Map<Symptom, List<String>> numerical) {
  public Finds {
    requireNonNull(others, "others is null");
    requireNonNull(numerical, "numerical is null");
    others = List.copyOf(others);
    numerical = Map.copyOf(numerical);
  }

  /** Returns mistakes that do not show as numbers. */
  static Finds mistakes(String... mistakes) {
    return new Finds(List.of(mistakes), Map.of());
  }

  /** Returns mistakes that show in the first loss. */
  static Finds inForward(String... mistakes) {
    return mistakes().and(Symptom.FORWARD, mistakes);
  }

  /** Returns mistakes that show in a later loss. */
  static Finds inUpdate(String... mistakes) {
    return mistakes().and(Symptom.UPDATE, mistakes);
  }

  /** Returns mistakes that show in what is left after the steps. */
  static Finds inState(String... mistakes) {
    return mistakes().and(Symptom.STATE, mistakes);
  }

  /** Returns these and some that show there. */
  Finds and(Symptom symptom, String... mistakes) {
    Map<Symptom, List<String>> more = new EnumMap<>(Symptom.class);
    more.putAll(numerical);
    List<String> all = new ArrayList<>(more.getOrDefault(symptom, List.of()));
    all.addAll(List.of(mistakes));
    more.put(symptom, List.copyOf(all));
    return new Finds(others, more);
  }

  /** Returns which mistakes usually show there, as a clause of a sentence; empty if none do. */
  public Optional<String> hint(Symptom symptom) {
    return Optional.ofNullable(numerical.get(symptom))
        .map(mistakes -> "usually " + String.join(", or ", mistakes));
  }

  /** Returns whether there is no mistake that it finds. */
  boolean isEmpty() {
    return others.isEmpty() && numerical.isEmpty();
  }
}
