package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Who else wanted the processors during an iteration, as far as the system tells. The first three
 * are of the process that measured, all of its threads together; the last two of the whole machine,
 * the process itself included.
 *
 * @param voluntarySwitches how often its threads gave a processor away, to wait for something
 * @param involuntarySwitches how often a processor was taken from them while they had work
 * @param waitingSeconds that its threads were ready to run and had no processor, added up: with two
 *     threads waiting, two in a second
 * @param stealSeconds that the hypervisor gave to others, of all processors together; Linux counts
 *     them in hundredths
 * @param pressureSeconds in which anything on the machine was ready to run and had no processor
 */
public record Contention(
    OptionalLong voluntarySwitches,
    OptionalLong involuntarySwitches,
    OptionalDouble waitingSeconds,
    OptionalDouble stealSeconds,
    OptionalDouble pressureSeconds) {
  public Contention {
    requireNonNull(voluntarySwitches, "voluntarySwitches is null");
    requireNonNull(involuntarySwitches, "involuntarySwitches is null");
    requireNonNull(waitingSeconds, "waitingSeconds is null");
    requireNonNull(stealSeconds, "stealSeconds is null");
    requireNonNull(pressureSeconds, "pressureSeconds is null");
  }

  /**
   * Returns that of some iterations together, a part of it being empty where one iteration's is;
   * empty where one iteration has none.
   */
  public static Optional<Contention> sum(List<Iteration> iterations) {
    List<Contention> all =
        iterations.stream().flatMap(iteration -> iteration.contention().stream()).toList();
    return all.isEmpty() || all.size() < iterations.size()
        ? Optional.empty()
        : Optional.of(
            new Contention(
                count(all, Contention::voluntarySwitches),
                count(all, Contention::involuntarySwitches),
                seconds(all, Contention::waitingSeconds),
                seconds(all, Contention::stealSeconds),
                seconds(all, Contention::pressureSeconds)));
  }

  private static OptionalLong count(List<Contention> all, Function<Contention, OptionalLong> of) {
    return all.stream().map(of).allMatch(OptionalLong::isPresent)
        ? OptionalLong.of(all.stream().map(of).mapToLong(OptionalLong::getAsLong).sum())
        : OptionalLong.empty();
  }

  private static OptionalDouble seconds(
      List<Contention> all, Function<Contention, OptionalDouble> of) {
    return all.stream().map(of).allMatch(OptionalDouble::isPresent)
        ? OptionalDouble.of(all.stream().map(of).mapToDouble(OptionalDouble::getAsDouble).sum())
        : OptionalDouble.empty();
  }
}
