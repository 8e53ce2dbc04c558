package dev.rote.runner.plan;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.SuiteException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the command line changes about a suite.
 *
 * @param profile {@code --profile}: which of the suite's profiles
 * @param train {@code --train}: how many training images
 * @param seed {@code --seed}: the one seed
 * @param twins {@code --twins}: of every cell
 * @param experiment {@code --experiment}: a pattern for names or ids, where {@code *} stands for
 *     any characters and {@code ?} for one
 */
public record Overrides(
    Optional<String> profile,
    OptionalInt train,
    OptionalLong seed,
    OptionalInt twins,
    Optional<String> experiment) {
  /** The suite as it is. */
  public static final Overrides NONE =
      new Overrides(
          Optional.empty(),
          OptionalInt.empty(),
          OptionalLong.empty(),
          OptionalInt.empty(),
          Optional.empty());

  public Overrides {
    requireNonNull(profile, "profile is null");
    requireNonNull(train, "train is null");
    requireNonNull(seed, "seed is null");
    requireNonNull(twins, "twins is null");
    requireNonNull(experiment, "experiment is null");
  }

  /**
   * Returns the suite, read with its profile, with the number of training images, the seed and the
   * twins replaced.
   *
   * @throws SuiteException if the images do not suit the data or the batch sizes, or the twins the
   *     models
   */
  public Suite apply(Suite suite) {
    Suite changed = seed.isPresent() ? suite.withSeeds(List.of(validSeed())) : suite;
    if (twins.isPresent()) {
      changed = withTwins(changed, validTwins());
    }
    return train.isPresent() ? withTrain(changed, train.getAsInt()) : changed;
  }

  private int validTwins() {
    if (twins.getAsInt() < 0 || twins.getAsInt() > Suite.MOST_TWINS) {
      throw new SuiteException(
          "--twins is %d, allowed is a whole number from 0 to %d"
              .formatted(twins.getAsInt(), Suite.MOST_TWINS));
    }
    return twins.getAsInt();
  }

  private long validSeed() {
    if (seed.getAsLong() < 0) {
      throw new SuiteException("--seed is " + seed.getAsLong() + ", allowed is 0 or more");
    }
    return seed.getAsLong();
  }

  private static Suite withTwins(Suite suite, int twins) {
    try {
      return suite.withTwins(twins);
    } catch (IllegalArgumentException e) {
      throw new SuiteException(
          "--twins %d does not suit the suite %s: %s"
              .formatted(twins, suite.name(), e.getMessage()));
    }
  }

  private static Suite withTrain(Suite suite, int train) {
    try {
      return suite.withTrain(train);
    } catch (IllegalArgumentException e) {
      throw new SuiteException(
          "--train %d does not suit the suite %s: %s"
              .formatted(train, suite.name(), e.getMessage()));
    }
  }

  /**
   * Returns the experiments whose name or id matches the pattern, all if there is none.
   *
   * @throws SuiteException if none matches
   */
  public List<Experiment> select(List<Experiment> experiments) {
    if (experiment.isEmpty()) {
      return experiments;
    }
    Pattern pattern = pattern(experiment.get());
    List<Experiment> selected =
        experiments.stream()
            .filter(candidate ->
                Stream.of(candidate.name(), candidate.id())
                    .anyMatch(text -> pattern.matcher(text).matches()))
            .toList();
    if (selected.isEmpty()) {
      throw new SuiteException(
          "--experiment '%s' matches no experiment, allowed are %s, their ids, and patterns with * and ?"
              .formatted(
                  experiment.get(),
                  experiments.stream().map(Experiment::name).distinct().collect(joining(", "))));
    }
    return selected;
  }

  /** Returns whether a text is one of those that a pattern stands for. */
  public static boolean matches(String glob, String text) {
    return pattern(glob).matcher(text).matches();
  }

  /** Returns what a pattern of names means: * stands for anything, and ? for a letter. */
  public static Pattern pattern(String glob) {
    return Pattern.compile(
        glob.codePoints()
            .mapToObj(Character::toString)
            .map(letter ->
                switch (letter) {
                  case "*" -> ".*";
                  case "?" -> ".";
                  default -> Pattern.quote(letter);
                })
            .collect(joining()));
  }
}
