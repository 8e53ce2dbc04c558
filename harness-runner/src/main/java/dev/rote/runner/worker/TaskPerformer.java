package dev.rote.runner.worker;

import dev.rote.runner.wire.Event;
import dev.rote.runner.wire.RunTask;
import dev.rote.runner.wire.WorkerTask;
import java.util.function.Consumer;

/** Performs the task of a module on top of the runner. */
final class TaskPerformer implements Performer<RunTask> {
  @Override
  public void perform(RunTask job, Consumer<Event> events) throws Exception {
    Class<?> type = Class.forName(job.name());
    WorkerTask task = type.asSubclass(WorkerTask.class).getDeclaredConstructor().newInstance();
    task.perform(
        new WorkerTask.Context(
            OpenedBackend.open(job.backend()),
            job.device(),
            job.threads(),
            job.arguments(),
            text -> events.accept(new RunTask.Answered(text))));
  }
}
