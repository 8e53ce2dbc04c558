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
      return failed(
          failure,
          backend,
          failure.getMessage(),
          failure.symptom().flatMap(clause.finds()::hint),
          Optional.ofNullable(failure.getCause()));
    } catch (BackendFault fault) {
      return failed(
          fault,
          backend,
          fault.getMessage(),
          Optional.empty(),
          Optional.ofNullable(fault.getCause()));
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      return failed(
          failure,
          backend,
          "the backend throws " + failure,
          Optional.empty(),
          Optional.of(failure));
    }
  }

  private static Verdict failed(
      Throwable thrown,
      Backend backend,
      String sentence,
      Optional<String> hint,
      Optional<Throwable> cause) {
    // In a worker this goes to the log, which keeps where it happened.
    thrown.printStackTrace();
    Optional<RootCause> root = cause.map(behind -> RootCause.of(behind, backend));
    return new Verdict.Failed(
        new Failure(
            OneLine.of(sentence),
            hint,
            root.map(RootCause::exception),
            root.flatMap(RootCause::place),
            Optional.empty()));
  }
}
