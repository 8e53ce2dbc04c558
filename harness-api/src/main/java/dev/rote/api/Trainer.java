package dev.rote.api;

import java.nio.FloatBuffer;

/**
 * One network being trained: its parameters, on a device, and the steps that change them. Used by
 * one thread, the one that opened it.
 *
 * <p>Every decision that is not the framework's own work has been made by the harness and arrives
 * as an argument. A trainer changes nothing about it: it shuffles nothing, drops nothing, schedules
 * nothing.
 */
public interface Trainer extends AutoCloseable {
  /**
   * Makes these examples the resident training set, which later {@linkplain #train batches} index.
   * Called again for augmented epochs and for windows of a streamed set; the new set replaces the
   * old one and parameters, momenta and running statistics stay as they are. The buffers are the
   * caller's: they are unchanged until the next {@code load} or {@code close}, so a backend may
   * keep reading them or copy them to its device.
   *
   * @param train the training set; images {@code [n, c, h, w]} in the model's input shape
   */
  void load(Examples train);

  /**
   * Runs {@code batches.steps()} steps of stochastic gradient descent. For each step, with the
   * parameters w before it: the loss is the plan's {@link Loss}, mean over the batch; g is its
   * gradient plus {@code weightDecay * w} for {@linkplain Role#WEIGHT weights}; then {@code v =
   * momentum * v + g} and {@code w = w - learningRate * v}, or with {@linkplain Sgd#nesterov
   * Nesterov's momentum} {@code w = w - learningRate * (g + momentum * v)}; v is zero when the
   * trainer was opened. Splitting the same steps over several calls changes no bit.
   *
   * @param batches which examples make up each step
   * @param learningRate the rate of all these steps; it may differ from the last call's, and then
   *     the momentum v stays what it is
   * @param losses receives the training loss of each step, before its update and without the weight
   *     decay's share, at indices 0 to {@code steps - 1}; its position is not moved
   * @throws IllegalStateException if there is no training set yet
   */
  void train(Batches batches, float learningRate, FloatBuffer losses);

  /**
   * Computes the network's outputs in evaluation mode: running statistics, no dropout. Batches of
   * {@code plan.batchSize()} images are evaluated at a time and the last may be smaller; the cut
   * does not change the results beyond rounding.
   *
   * @param images {@code [n, c, h, w]}
   * @param logits receives {@code [n, classes]} from index 0; its position is not moved
   */
  void predict(Images images, FloatBuffer logits);

  /** Returns a copy of every parameter's present value, in the canonical layout. */
  Parameters parameters();

  /** Frees what the framework holds, on the device and off the heap. May be called twice. */
  @Override
  void close();
}
