package dev.rote.examples.dl4j;

import dev.rote.api.Sgd;
import org.nd4j.linalg.api.blas.Level1;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.factory.Nd4j;

/** A step as {@link Sgd} has it, for all parameters at once. */
final class MomentumSgd {
  private final Sgd sgd;
  private final INDArray values;
  private final INDArray gradients;
  private final INDArray velocities;
  private final long decayed;
  private final Op damping;

  MomentumSgd(Memory memory, Sgd sgd, Variables variables) {
    this.sgd = sgd;
    values = variables.values();
    gradients = variables.gradients();
    velocities = memory.like(values);
    decayed = variables.decayed();
    damping = new ScalarMultiplication(velocities, null, velocities, sgd.momentum());
  }

  void update(float rate) {
    Level1 blas = Nd4j.getBlasWrapper().level1();
    Nd4j.getExecutioner().exec(damping);
    if (sgd.nesterov()) {
      // The next backward pass writes the gradients anew, whatever is left in them.
      decay(blas, gradients);
      blas.axpy(values.length(), 1, gradients, velocities);
      blas.axpy(values.length(), sgd.momentum(), velocities, gradients);
      blas.axpy(values.length(), -rate, gradients, values);
    } else {
      blas.axpy(values.length(), 1, gradients, velocities);
      decay(blas, velocities);
      blas.axpy(values.length(), -rate, velocities, values);
    }
  }

  private void decay(Level1 blas, INDArray target) {
    if (sgd.weightDecay() > 0 && decayed > 0) {
      blas.axpy(decayed, sgd.weightDecay(), values, target);
    }
  }
}
