package dev.rote.backend.onnx;

import dev.rote.api.Batches;
import java.nio.FloatBuffer;

/** Runs training steps. */
interface Steps extends AutoCloseable {
  /**
   * Runs every step of some batches.
   *
   * @param state parameters and momenta, which are advanced
   * @param examples the training set
   * @param losses receives the loss of each step from index 0
   */
  void run(
      State state, TrainingSet examples, Batches batches, float learningRate, FloatBuffer losses);

  @Override
  void close();
}
