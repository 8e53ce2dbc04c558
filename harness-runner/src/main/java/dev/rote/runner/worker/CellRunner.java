package dev.rote.runner.worker;

import dev.rote.api.Launch;
import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plugin.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;

/** Runs the convergence of a cell in a process of its own. */
public final class CellRunner {
  private CellRunner() {}

  /**
   * Runs a cell to its end. Whatever happens to its process is an outcome of the report.
   *
   * @param request the cell
   * @param listener follows it, in this thread
   * @throws IOException if the log cannot be written or no process can be started
   */
  public static CellReport run(CellRequest request, CellListener listener) throws IOException {
    Experiment experiment = request.experiment();
    CellProgress progress = new CellProgress(experiment.thresholds(), listener);
    Files.createDirectories(request.log().toAbsolutePath().getParent());
    if (!request.plugin().devices().contains(request.device().kind())) {
      return progress.report(
          Outcome.UNAVAILABLE,
          Optional.of(
              "the backend %s has no code for %s, only for %s"
                  .formatted(
                      request.plugin().id(), request.device().kind(), request.plugin().devices())),
          request.log());
    }
    Optional<LayerNode> unsupported = unsupported(request.plugin(), experiment);
    if (unsupported.isPresent()) {
      return progress.report(
          Outcome.UNSUPPORTED,
          Optional.of(
              "the backend %s declares that it cannot train the layer %s (%s)"
                  .formatted(
                      request.plugin().id(),
                      unsupported.get().name(),
                      unsupported.get().layer().getClass().getSimpleName())),
          request.log());
    }
    return start(request, progress);
  }

  private static Optional<LayerNode> unsupported(Plugin plugin, Experiment experiment) {
    Set<Class<? extends Layer>> layers = plugin.unsupportedLayers();
    return experiment.model().allNodes().stream()
        .filter(node -> layers.contains(node.layer().getClass()))
        .findFirst();
  }

  private static CellReport start(CellRequest request, CellProgress progress)
      throws IOException {
    Launch launch;
    try {
      launch = request.plugin().launch(request.device(), request.threads());
    } catch (RuntimeException | LinkageError e) {
      return progress.report(
          Outcome.CRASHED,
          Optional.of("the backend could not say what its process needs: " + e),
          request.log());
    }
    WorkerLaunch worker =
        WorkerLaunch.training(
            launch,
            WorkerMemory.of(request.experiment().data()),
            request.log(),
            request.experiment().stop().timeout());
    WorkerEnd end =
        WorkerProcess.run(worker, new WorkerJob.Converge(request.cell()), progress::accept);
    return progress.report(end, request.log());
  }
}
