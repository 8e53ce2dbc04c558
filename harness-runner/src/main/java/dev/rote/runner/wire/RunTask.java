package dev.rote.runner.wire;

import dev.rote.api.Device;
import java.util.List;

/**
 * Perform a task of a module on top of this one.
 *
 * @param name of the class, a {@link WorkerTask} with a constructor without arguments
 * @param arguments for the task
 */
public record RunTask(
    String name, BackendRef backend, Device device, int threads, List<String> arguments)
    implements Job {
  public RunTask {
    arguments = List.copyOf(arguments);
  }

  /** The task has something to say. */
  public record Answered(String text) implements Event {}
}
