package dev.rote.testkit;

import dev.rote.runner.wire.WorkerTask;
import dev.rote.testkit.clause.Clause;
import dev.rote.testkit.clause.Clauses;
import dev.rote.testkit.clause.Subject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Checks clauses in a worker process, one after the other. Its arguments are the seconds that a
 * clause may take and the ids of the clauses.
 */
public final class ClauseTask implements WorkerTask {
  private static final int STUCK = 71;

  /** Used by the worker. */
  public ClauseTask() {}

  @Override
  public void perform(Context context) {
    Duration limit = Duration.ofSeconds(Long.parseLong(context.arguments().getFirst()));
    Subject subject = new Subject(context.backend(), context.device(), context.threads());
    List<String> ids = context.arguments().subList(1, context.arguments().size());
    for (String id : ids) {
      Clause clause =
          Clauses.all().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
      check(clause, subject, limit, context);
    }
  }

  private static void check(Clause clause, Subject subject, Duration limit, Context context) {
    context.answers().accept(Report.begun(clause.id()).line());
    CompletableFuture<Void> alarm =
        CompletableFuture.runAsync(() -> giveUp(clause, limit, context), after(limit));
    Verdict verdict = Checking.of(check(clause, subject));
    alarm.cancel(false);
    context.answers().accept(Report.of(clause.id(), verdict).line());
  }

  private static Callable<String> check(Clause clause, Subject subject) {
    return switch (clause) {
      case Clause.InWorker inWorker -> () -> inWorker.check().check(subject);
      case Clause.ByEvidence byEvidence -> () -> byEvidence.evidence().check(subject);
      case Clause.InHarness inHarness ->
          throw new IllegalArgumentException(inHarness.id() + " is not checked in a worker");
    };
  }

  /** What hangs, perhaps in native code, cannot be interrupted: its process ends. */
  private static void giveUp(Clause clause, Duration limit, Context context) {
    Verdict verdict =
        new Verdict.Failed("it had not ended after " + limit.toSeconds() + " s and was stopped");
    context.answers().accept(Report.of(clause.id(), verdict).line());
    Runtime.getRuntime().halt(STUCK);
  }

  private static Executor after(Duration limit) {
    return CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }
}
