package dev.rote.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Sgd;
import java.util.List;

/**
 * {@code v = momentum * v + (g + weightDecay * w); w = w - learningRate * v}. DJL's own optimizer
 * folds the learning rate into v, which is another thing as soon as the rate changes.
 *
 * <p>Autograd adds each gradient to the one a variable already has. So the gradient is left to be
 * the momentum: it holds {@code momentum * v} when a step begins and v when autograd is done, and
 * no array is needed beside it.
 */
final class MomentumSgd {
  private final NDArray momentum;
  private final NDArray weightDecay;
  private final List<Slot> slots;

  MomentumSgd(NDManager manager, Sgd sgd, Variables variables) {
    momentum = manager.create(sgd.momentum());
    weightDecay = manager.create(sgd.weightDecay());
    slots =
        variables.specs().stream()
            .filter(spec -> spec.role().trained())
            .map(spec -> new Slot(variables.get(spec.name()), decays(sgd, spec)))
            .toList();
  }

  /**
   * Returns whether there is anything to train: autograd refuses a loss that depends on nothing.
   */
  boolean hasVariables() {
    return !slots.isEmpty();
  }

  /**
   * Ends a step, after autograd has added the step's gradients.
   *
   * @param learningRate a scalar on the device
   */
  void update(NDArray learningRate) {
    slots.forEach(slot -> slot.update(learningRate));
  }

  private static boolean decays(Sgd sgd, ParameterSpec spec) {
    return spec.role().decayed() && sgd.weightDecay() > 0;
  }

  private final class Slot {
    private final NDArray variable;
    private final boolean decays;
    private NDArray velocity; // null until autograd has made the gradient

    Slot(NDArray variable, boolean decays) {
      this.variable = variable;
      this.decays = decays;
    }

    void update(NDArray learningRate) {
      if (velocity == null) {
        // From the first backward pass on, autograd adds in place: this stays the gradient.
        velocity = variable.getGradient();
      }
      if (decays) {
        try (NDArray decay = variable.mul(weightDecay)) {
          velocity.addi(decay);
        }
      }
      try (NDArray change = velocity.mul(learningRate)) {
        variable.subi(change);
      }
      velocity.muli(momentum);
    }
  }
}
