package dev.rote.testkit.clause;

import static java.util.stream.Collectors.joining;

import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.Model;
import dev.rote.api.Trainer;
import dev.rote.testkit.scenario.Outcome;
import dev.rote.testkit.scenario.Scenario;

/**
 * The backend that is being checked, in its worker process.
 *
 * @param device where it runs
 * @param threads how many threads the framework may use for one operation
 */
public record Subject(Backend backend, Device device, int threads) {
  /** Returns whether the backend declares no layer of that model as unsupported. */
  public boolean supports(Model model) {
    return model.allNodes().stream()
        .noneMatch(node -> backend.unsupportedLayers().contains(node.layer().getClass()));
  }

  /**
   * Runs a scenario.
   *
   * @throws ClauseSkip if the backend declares a layer of it as unsupported
   */
  public Outcome run(Scenario scenario) {
    requireSupport(scenario.model());
    return scenario.run(backend, device, threads);
  }

  /**
   * Opens a trainer.
   *
   * @throws ClauseSkip if the backend declares a layer of the model as unsupported
   */
  public Trainer open(Scenario scenario) {
    requireSupport(scenario.model());
    return scenario.open(backend, device, threads);
  }

  /** Throws if the backend declares a layer of that model as unsupported. */
  public void requireSupport(Model model) {
    if (!supports(model)) {
      throw new ClauseSkip(
          model.allNodes().stream()
              .map(node -> node.layer().getClass())
              .filter(backend.unsupportedLayers()::contains)
              .map(Class::getSimpleName)
              .distinct()
              .collect(joining(", ", "the backend declares as unsupported: ", "")));
    }
  }
}
