package dev.rote.runner.wire;

import dev.rote.api.Backend;
import dev.rote.api.Device;
import java.util.List;
import java.util.function.Consumer;

/**
 * Work that a module on top of the runner wants done where a cell's work is done: in a worker
 * process of a backend and device. An implementation is on the runner's class path and has a
 * constructor without arguments. See {@link RunTask}.
 */
@FunctionalInterface
public interface WorkerTask {
  /**
   * What a task has in its process.
   *
   * @param backend the backend; its class loader is the thread's context class loader
   * @param device where the backend is to run
   * @param threads how many threads the framework may use for one operation
   * @param arguments what the parent said
   * @param answers takes what the parent is to hear, at once and from any thread
   */
  record Context(
      Backend backend,
      Device device,
      int threads,
      List<String> arguments,
      Consumer<String> answers) {}

  /**
   * Does the work, on the thread that is to do everything about a trainer.
   *
   * @throws Exception to end the process; the parent hears why
   */
  void perform(Context context) throws Exception;
}
