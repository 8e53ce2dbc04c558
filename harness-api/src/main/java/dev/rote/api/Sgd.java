package dev.rote.api;

/**
 * Stochastic gradient descent with momentum and coupled weight decay: {@code v = momentum * v + (g
 * + weightDecay * w); w = w - learningRate * v}. Weight decay acts on {@linkplain Role#WEIGHT
 * weights} only. The learning rate is not here: it is an argument of every {@link Trainer#train}
 * call.
 *
 * @param momentum 0 or more and less than 1
 * @param weightDecay 0 or more
 */
public record Sgd(float momentum, float weightDecay) {
  public Sgd {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "momentum is " + momentum + ", allowed is 0 or more and less than 1");
    }
    if (!(weightDecay >= 0 && Float.isFinite(weightDecay))) {
      throw new IllegalArgumentException(
          "weightDecay is " + weightDecay + ", allowed is 0 or more");
    }
  }
}
