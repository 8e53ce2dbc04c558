package dev.rote.testkit;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Why a clause does not hold. Every text is one line.
 *
 * @param sentence what was found
 * @param hint which mistakes usually show in such numbers, where it is numbers that are wrong
 * @param cause the exception behind it, the deepest one, with its message
 * @param place where in the plugin's code it was thrown, or where a clause hung
 * @param log what the process printed, with the stack of every exception
 */
public record Failure(
    String sentence,
    Optional<String> hint,
    Optional<String> cause,
    Optional<String> place,
    Optional<Path> log) {
  public Failure {
    requireNonNull(sentence, "sentence is null");
    requireNonNull(hint, "hint is null");
    requireNonNull(cause, "cause is null");
    requireNonNull(place, "place is null");
    requireNonNull(log, "log is null");
  }

  /** Returns one that is a sentence and nothing else. */
  static Failure of(String sentence) {
    return new Failure(
        sentence, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns the same with the log of its process. */
  Failure in(Path file) {
    return new Failure(sentence, hint, cause, place, Optional.of(file));
  }

  /** Returns what two failures share that have one reason: equal texts, whatever the clause. */
  String reason() {
    return cause.orElse(sentence) + place.map(where -> " at " + where).orElse("");
  }

  /** Returns everything that is known, in one line. */
  String line() {
    return sentence
        + cause
            .filter(text -> !sentence.contains(text))
            .map(text -> ", caused by " + text)
            .orElse("")
        + place.filter(text -> !sentence.contains(text)).map(text -> ", at " + text).orElse("")
        + hint.map(text -> "; " + text).orElse("")
        + log.map(file -> "; the log is " + file).orElse("");
  }
}
