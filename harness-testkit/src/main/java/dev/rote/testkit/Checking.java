package dev.rote.testkit;

import dev.rote.api.Backend;
import dev.rote.testkit.clause.Clause;
import dev.rote.testkit.clause.ClauseFailure;
import dev.rote.testkit.clause.ClauseSkip;
import dev.rote.testkit.scenario.BackendFault;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Turns what the check of a clause returns or throws into a verdict. */
final class Checking {
  private Checking() {}

  static Verdict of(Clause clause, Backend backend, Callable<String> check) {
    try {
      return new Verdict.Passed(OneLine.of(check.call()));
    } catch (ClauseSkip skip) {
      return new Verdict.Skipped(OneLine.of(skip.getMessage()));
    } catch (ClauseFailure failure) {
      Optional<RootCause> cause =
          Optional.ofNullable(failure.getCause()).map(behind -> RootCause.of(behind, backend));
      return failed(
          failure,
          failure.getMessage(),
          failure.symptom().flatMap(clause.finds()::hint),
          failure.reason().map(reason -> new RootCause(reason, Optional.empty())).or(() -> cause));
    } catch (BackendFault fault) {
      return failed(fault, fault.getMessage(), Optional.empty(), Optional.empty());
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      return failed(
          failure,
          "the backend throws " + failure,
          Optional.empty(),
          Optional.of(RootCause.of(failure, backend)));
    }
  }

  private static Verdict failed(
      Throwable thrown, String sentence, Optional<String> hint, Optional<RootCause> cause) {
    // In a worker this goes to the log, which keeps where it happened.
    thrown.printStackTrace();
    return new Verdict.Failed(
        new Failure(
            OneLine.of(sentence),
            hint,
            cause.map(RootCause::exception),
            cause.flatMap(RootCause::place),
            Optional.empty()));
  }
}
