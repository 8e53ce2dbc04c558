package dev.rote.runner.cell;

import dev.rote.api.Layer;
import dev.rote.api.LayerNode;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.Outcome;
import java.util.Optional;
import java.util.Set;

/**
 * Why a cell cannot be run, known without starting a process.
 *
 * @param outcome unsupported or unavailable
 * @param reason one sentence
 */
record CellObjection(Outcome outcome, String reason) {
  static Optional<CellObjection> to(CellRequest request) {
    return missingDevice(request).or(() -> unsupportedLayer(request));
  }

  private static Optional<CellObjection> missingDevice(CellRequest request) {
    Plugin plugin = request.plugin();
    if (plugin.devices().contains(request.device().kind())) {
      return Optional.empty();
    }
    return Optional.of(
        new CellObjection(
            Outcome.UNAVAILABLE,
            "the backend %s has no code for %s, only for %s"
                .formatted(plugin.id(), request.device().kind(), plugin.devices())));
  }

  private static Optional<CellObjection> unsupportedLayer(CellRequest request) {
    Set<Class<? extends Layer>> unsupported = request.plugin().unsupportedLayers();
    return request.experiment().model().allNodes().stream()
        .filter(node -> unsupported.contains(node.layer().getClass()))
        .findFirst()
        .map(node -> unsupported(request.plugin(), node));
  }

  private static CellObjection unsupported(Plugin plugin, LayerNode node) {
    return new CellObjection(
        Outcome.UNSUPPORTED,
        "the backend %s declares that it cannot train the layer %s (%s)"
            .formatted(plugin.id(), node.name(), node.layer()));
  }

  /** Returns how the work ended that was not begun. */
  Ending ending() {
    return new Ending(outcome, Optional.of(reason), Optional.empty());
  }
}
