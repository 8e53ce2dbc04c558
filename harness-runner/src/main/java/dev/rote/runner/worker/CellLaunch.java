package dev.rote.runner.worker;

import dev.rote.api.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/** Starts what a cell needs, as far as that is possible. */
sealed interface CellLaunch {
  /** Its process may be started. */
  record Ready(WorkerLaunch launch) implements CellLaunch {}

  /** It may not. */
  record Refused(CellObjection objection) implements CellLaunch {}

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
    try {
      Launch launch = request.plugin().launch(request.device(), request.threads());
      WorkerMemory memory = WorkerMemory.of(request.experiment().data());
      return new Ready(WorkerLaunch.training(launch, memory, request.log(), timeout));
    } catch (RuntimeException | LinkageError e) {
      return new Refused(
          new CellObjection(
              Outcome.CRASHED, "the backend could not say what its process needs: " + e));
    }
  }
}
