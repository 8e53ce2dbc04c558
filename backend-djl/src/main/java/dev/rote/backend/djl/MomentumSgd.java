package dev.rote.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Sgd;
import java.util.List;
import java.util.Optional;

/**
 * A step as {@link Sgd} has it. DJL's own optimizer folds the learning rate into v, which is
 * another thing as soon as the rate changes.
 *
 * <p>Autograd adds each gradient to the one a variable already has. So the gradient is left to be
 * the momentum: it holds {@code momentum * v} when a step begins and v when autograd is done, and
 * no array is needed beside it. Nesterov's momentum needs the gradient as well as v, and so has an
 * array for v.
 */
final class MomentumSgd {
  private final NDArray momentum;
  private final NDArray weightDecay;
  private final NDArray zero;
  private final List<Slot> slots;

  MomentumSgd(NDManager manager, Sgd sgd, Variables variables) {
    momentum = manager.create(sgd.momentum());
    weightDecay = manager.create(sgd.weightDecay());
    zero = manager.create(0f);
    slots =
        variables.specs().stream()
            .filter(spec -> spec.role().trained())
            .map(spec -> slot(manager, sgd, spec, variables.get(spec.name())))
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

  private Slot slot(NDManager manager, Sgd sgd, ParameterSpec spec, NDArray variable) {
    return new Slot(
        variable,
        spec.role().decayed() && sgd.weightDecay() > 0,
        sgd.nesterov() ? Optional.of(manager.zeros(variable.getShape())) : Optional.empty());
  }

  private final class Slot {
    private final NDArray variable;
    private final boolean decays;
    private final Optional<NDArray> velocity; // empty where the gradient is the momentum
    private NDArray gradient; // null until autograd has made it

    Slot(NDArray variable, boolean decays, Optional<NDArray> velocity) {
      this.variable = variable;
      this.decays = decays;
      this.velocity = velocity;
    }

    void update(NDArray learningRate) {
      if (gradient == null) {
        // From the first backward pass on, autograd adds in place: this stays the gradient.
        gradient = variable.getGradient();
      }
      if (decays) {
        try (NDArray decay = variable.mul(weightDecay)) {
          gradient.addi(decay);
        }
      }
      velocity.ifPresent(this::lookAhead);
      try (NDArray change = gradient.mul(learningRate)) {
        variable.subi(change);
      }
      gradient.muli(velocity.isPresent() ? zero : momentum);
    }

    private void lookAhead(NDArray velocity) {
      velocity.muli(momentum);
      velocity.addi(gradient);
      try (NDArray ahead = velocity.mul(momentum)) {
        gradient.addi(ahead);
      }
    }
  }
}
