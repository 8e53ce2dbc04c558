package dev.rote.runner.worker;

import dev.rote.api.DirectBuffers;
import dev.rote.api.Layer;
import dev.rote.api.Loss;
import dev.rote.api.Model;
import dev.rote.api.Trainer;
import dev.rote.runner.data.TrainingData;
import dev.rote.runner.data.Window;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.training.Evaluator;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.OptionalDouble;

/**
 * The loss that the first batch of an epoch must have. Without dropout and batch norm a network
 * computes the same in training and in evaluation, so that its predictions say it: those of the
 * evaluation before, or, of images that are new in this epoch, some made now. The two agree only if
 * predictions are those of the present parameters, losses those of these steps, and the training
 * set the one that was loaded last.
 */
final class FirstLoss {
  private final Loss loss;
  private final int classes;
  private final boolean applies;
  private final boolean resident;

  /** Of the batch, where its images are new in every epoch; empty where they are not. */
  private final FloatBuffer values;

  private final IntBuffer labels;
  private final FloatBuffer logits;

  FirstLoss(Experiment experiment, TrainingData training) {
    Model model = experiment.model();
    loss = experiment.loss();
    classes = model.classes();
    applies = !model.contains(Layer.Dropout.class) && !model.contains(Layer.BatchNorm.class);
    resident = training.windows() == 1 && !training.freshEveryEpoch();
    int batch = applies && !resident ? experiment.batchSize() : 0;
    values = DirectBuffers.floats(Math.multiplyExact(batch, model.input().size()));
    labels = DirectBuffers.ints(batch);
    logits = DirectBuffers.floats(batch * classes);
  }

  /**
   * Returns it, or empty where there is nothing to expect.
   *
   * @param trainer has loaded the window, and is about to train
   * @param window the first of the epoch
   * @param number of the epoch, from 0
   * @param batch the indices of its first batch
   * @param evaluated the logits of the training set, of the evaluation before
   */
  OptionalDouble expected(
      Trainer trainer, Window window, int number, IntBuffer batch, FloatBuffer evaluated) {
    if (!applies || number == 0) {
      return OptionalDouble.empty();
    }
    if (resident) {
      return OptionalDouble.of(
          Evaluator.loss(loss, evaluated, window.examples().labels(), classes, batch));
    }
    trainer.predict(window.select(batch, values, labels).images(), logits);
    return OptionalDouble.of(Evaluator.evaluate(loss, logits, labels, classes).loss());
  }
}
