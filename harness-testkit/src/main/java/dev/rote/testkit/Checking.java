package dev.rote.testkit;

import dev.rote.testkit.clause.ClauseFailure;
import dev.rote.testkit.clause.ClauseSkip;
import java.util.concurrent.Callable;

/** Turns what a check returns or throws into a verdict. */
final class Checking {
  private Checking() {}

  static Verdict of(Callable<String> check) {
    try {
      return new Verdict.Passed(check.call());
    } catch (ClauseFailure failure) {
      return new Verdict.Failed(oneLine(failure.getMessage()));
    } catch (ClauseSkip skip) {
      return new Verdict.Skipped(oneLine(skip.getMessage()));
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      // In a worker this goes to the log, which keeps where it happened.
      failure.printStackTrace();
      return new Verdict.Failed(oneLine("the backend throws " + failure));
    }
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
