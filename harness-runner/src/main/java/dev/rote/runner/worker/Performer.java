package dev.rote.runner.worker;

import dev.rote.runner.wire.Event;
import dev.rote.runner.wire.Job;
import java.util.function.Consumer;

/** Does one kind of job, on the thread that is to do everything about a trainer. */
@FunctionalInterface
interface Performer<J extends Job> {
  /**
   * Does a job.
   *
   * @param events takes what the parent is to hear, at once and from any thread
   * @throws Exception to end the process; the parent hears why
   */
  void perform(J job, Consumer<Event> events) throws Exception;
}
