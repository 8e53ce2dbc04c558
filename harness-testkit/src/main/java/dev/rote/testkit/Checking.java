package dev.rote.testkit;

import dev.rote.api.Backend;
import dev.rote.runner.plugin.RootCause;
import dev.rote.testkit.clause.Clause;
import dev.rote.testkit.clause.ClauseFailure;
import dev.rote.testkit.clause.ClauseSkip;
import dev.rote.testkit.scenario.BackendFault;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Turns what the check of a clause returns or throws into a verdict. */
final class Checking {
  private Checking() {}

  /**
   * Checks.
   *
   * @param log receives what was thrown: a worker's log keeps its stack, a terminal is no place for
   *     it
   */
  static Verdict of(
      Clause clause, Backend backend, Callable<String> check, Consumer<Throwable> log) {
    try {
      return new Verdict.Passed(OneLine.of(check.call()));
    } catch (ClauseSkip skip) {
      return new Verdict.Skipped(OneLine.of(skip.getMessage()));
    } catch (ClauseFailure failure) {
      log.accept(failure);
      Optional<RootCause> cause =
          Optional.ofNullable(failure.getCause())
              .map(behind -> RootCause.of(behind, backend.getClass()));
      return failed(
          failure.getMessage(),
          failure.symptom().flatMap(clause.finds()::hint),
          failure.reason().map(reason -> new RootCause(reason, Optional.empty())).or(() -> cause));
    } catch (BackendFault fault) {
      log.accept(fault);
      return failed(fault.getMessage(), Optional.empty(), Optional.empty());
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      log.accept(failure);
      return failed(
          "the backend throws " + failure,
          Optional.empty(),
          Optional.of(RootCause.of(failure, backend.getClass())));
    }
  }

  private static Verdict failed(String sentence, Optional<String> hint, Optional<RootCause> cause) {
    return new Verdict.Failed(
        new Failure(
            OneLine.of(sentence),
            hint,
            cause.map(RootCause::exception),
            cause.flatMap(RootCause::place),
            Optional.empty()));
  }
}
