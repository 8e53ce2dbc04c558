package dev.rote.runner.cell;

import dev.rote.api.Launch;
import dev.rote.runner.data.DataRecipe;
import dev.rote.runner.plan.Target;
import dev.rote.runner.process.WorkerLaunch;
import dev.rote.runner.process.WorkerMemory;
import dev.rote.runner.result.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Starts what a cell needs, as far as that is possible. */
sealed interface CellLaunch {
  /** Its process may be started. */
  record Ready(WorkerLaunch launch) implements CellLaunch {}

  /** It may not. */
  record Refused(CellObjection objection) implements CellLaunch {}

  /** What a worker's heap has beside the data. */
  long BASE_HEAP_BYTES = 640L << 20;

  /** A pixel is a byte; preparation may hold a few copies. */
  int COPIES = 3;

  /**
   * Asks the backend what a cell's process needs, unless it is known that it cannot run.
   *
   * @throws IOException if the directory of the log cannot be created
   */
  static CellLaunch of(CellRequest request, Duration timeout) throws IOException {
    Files.createDirectories(request.log().toAbsolutePath().getParent());
    return CellObjection.to(request)
        .<CellLaunch>map(Refused::new)
        .orElseGet(() -> launch(request, timeout));
  }

  private static CellLaunch launch(CellRequest request, Duration timeout) {
    return of(
        request.cell().target(),
        request.host().threads(),
        memory(request.experiment().data()),
        request.log(),
        timeout);
  }

  /** Asks the backend what any process of it needs. */
  static CellLaunch of(
      Target target, int threads, WorkerMemory memory, Path log, Duration timeout) {
    try {
      Launch launch = target.plugin().launch(target.device(), threads);
      return new Ready(WorkerLaunch.training(launch, memory, log, timeout));
    } catch (RuntimeException | LinkageError e) {
      return new Refused(
          new CellObjection(
              Outcome.CRASHED,
              "the backend could not say what its process needs: " + target.plugin().describe(e)));
    }
  }

  /** Returns how much memory the preparation of data needs. */
  static WorkerMemory memory(DataRecipe data) {
    long images = (long) data.train() + data.test();
    return new WorkerMemory(BASE_HEAP_BYTES + COPIES * images * data.set().shape().size());
  }
}
