package dev.rote.testkit;

import dev.rote.runner.plugin.RootCause;
import dev.rote.runner.wire.WorkerTask;
import dev.rote.testkit.clause.Clause;
import dev.rote.testkit.clause.Clauses;
import dev.rote.testkit.clause.Subject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Checks clauses in a worker process, one after the other. Its arguments are the ids of the
 * clauses, each with the seconds that it may take: {@code momentum=20}.
 */
public final class ClauseTask implements WorkerTask {
  private static final int STUCK = 71;

  /** Used by the worker. */
  public ClauseTask() {}

  /** Returns the argument for a clause. */
  static String argument(Clause clause, Duration limit) {
    return clause.id() + "=" + limit.toSeconds();
  }

  @Override
  public void perform(Context context) {
    Subject subject = new Subject(context.backend(), context.device(), context.threads());
    for (String argument : context.arguments()) {
      String[] parts = argument.split("=", 2);
      Duration limit = Duration.ofSeconds(Long.parseLong(parts[1]));
      check(Clauses.byId(parts[0]), subject, limit, context);
    }
  }

  private static void check(Clause clause, Subject subject, Duration limit, Context context) {
    context.answers().accept(new Report.Begun(clause.id()).line());
    // The log says which clause the lines below are from.
    System.err.printf("rote: %s begins%n", clause.id());
    Thread checking = Thread.currentThread();
    long start = System.nanoTime();
    Alarm alarm = Alarm.after(limit, () -> giveUp(clause, checking, limit, context));
    Verdict verdict;
    try {
      verdict =
          Checking.of(
              clause, subject.backend(), check(clause, subject), Throwable::printStackTrace);
    } finally {
      alarm.cancel();
    }
    System.err.printf(
        Locale.ROOT,
        "rote: %s ends after %.2f s%n",
        clause.id(),
        (System.nanoTime() - start) / 1e9);
    context.answers().accept(new Report.Ended(clause.id(), verdict).line());
  }

  private static Callable<String> check(Clause clause, Subject subject) {
    return switch (clause) {
      case Clause.InWorker inWorker -> () -> inWorker.check().check(subject);
      case Clause.ByEvidence byEvidence -> () -> byEvidence.evidence().check(subject);
      case Clause.InEmptyHome inEmptyHome -> () -> inEmptyHome.check().check(subject);
      case Clause.InHarness inHarness ->
          throw new IllegalArgumentException(inHarness.id() + " is not checked in a worker");
    };
  }

  /** What hangs, perhaps in native code, cannot be interrupted: its process ends. */
  private static void giveUp(Clause clause, Thread checking, Duration limit, Context context) {
    Optional<String> place =
        RootCause.place(checking.getStackTrace(), context.backend().getClass());
    ThreadDump.print(System.err);
    Failure failure =
        new Failure(
            "it had not ended after %d s and was stopped%s; what its threads were doing is in the log"
                .formatted(limit.toSeconds(), place.map(where -> ", in " + where).orElse("")),
            Optional.empty(),
            Optional.empty(),
            place,
            Optional.empty());
    context.answers().accept(new Report.Hung(clause.id(), failure).line());
    Runtime.getRuntime().halt(STUCK);
  }
}
