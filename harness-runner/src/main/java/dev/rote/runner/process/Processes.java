package dev.rote.runner.process;

import dev.rote.runner.wire.Job;
import java.io.IOException;
import java.io.InputStream;

/**
 * Where worker processes start: here on this machine, and in tests wherever they misbehave on cue.
 */
@FunctionalInterface
public interface Processes {
  /**
   * Starts a process that does a job.
   *
   * @throws IOException if it cannot be started at all
   */
  Running start(WorkerLaunch launch, Job job) throws IOException;

  /** A process that was started. Closing it kills it and everything it started. */
  interface Running extends AutoCloseable {
    /**
     * Returns what it says, a line of JSON an event, up to its end. Ends as well when the process
     * ends or is killed without having said anything.
     */
    InputStream events() throws IOException;

    /**
     * Kills it and everything it started; may be called from any thread, also when it has ended.
     */
    void kill();

    /**
     * Makes it print into its log what its threads are doing, where it can be asked; may be called
     * from any thread, also when it has ended. Returns when it has, or after a moment.
     */
    default void showThreads() {}

    /** Waits for its end, kills it if that does not come, and returns its exit code. */
    int exitCode();

    /** Kills it if it has not ended. */
    @Override
    void close() throws IOException;
  }
}
