package dev.rote.api;

/**
 * Stochastic gradient descent with momentum and coupled weight decay: {@code d = g + weightDecay *
 * w; v = momentum * v + d; w = w - learningRate * v}. With Nesterov's momentum (Sutskever et al.
 * 2013, in the form of PyTorch and TensorFlow) the last of the three is {@code w = w - learningRate
 * * (d + momentum * v)}, with the new v. Weight decay acts on {@linkplain Role#WEIGHT weights}
 * only. The learning rate is not here: it is an argument of every {@link Trainer#train} call.
 *
 * @param momentum 0 or more and less than 1
 * @param nesterov whether it is Nesterov's, which needs a momentum of more than 0
 * @param weightDecay 0 or more
 */
public record Sgd(float momentum, boolean nesterov, float weightDecay) {
  public Sgd {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "momentum is " + momentum + ", allowed is 0 or more and less than 1");
    }
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException(
          "nesterov is true and the momentum 0, which is the same as false: set a momentum of more than 0, or nesterov to false");
    }
    if (!(weightDecay >= 0 && Float.isFinite(weightDecay))) {
      throw new IllegalArgumentException(
          "weightDecay is " + weightDecay + ", allowed is 0 or more");
    }
  }

  /** With the classical momentum. */
  public Sgd(float momentum, float weightDecay) {
    this(momentum, false, weightDecay);
  }
}
