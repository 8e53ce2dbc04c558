package dev.rote.backend.reference;

import dev.rote.api.Batches;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.DirectBuffers;
import dev.rote.api.DropoutMasks;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Loss;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Sgd;
import dev.rote.api.Shape;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import java.util.List;
import java.util.Random;

/** Small models and examples, used through the API as the harness uses it. */
final class Fixture {
  /** One feature, two classes: small enough to train by hand. */
  static final Model PERCEPTRON =
      model("perceptron", Shape.of(1, 1, 1), new Layer.Flatten(), new Layer.Dense(2, true));

  /**
   * A layer of every kind that behaves differently in training and in evaluation, and some more.
   */
  static final Model MIXED =
      model(
          "mixed",
          Shape.of(2, 5, 4),
          new Layer.Conv2d(3, 3, 1, false),
          new Layer.BatchNorm(1e-3f, 0.9f, true),
          new Layer.Relu(),
          new Layer.MaxPool(3, 2),
          new Layer.Flatten(),
          new Layer.Dropout(1 / 3f),
          new Layer.Dense(4, true));

  static final int BATCH_SIZE = 4;

  private Fixture() {}

  static Model model(String name, Shape input, Layer... layers) {
    return Model.of(name, input, List.of(layers), Initializer.HE_NORMAL);
  }

  static Parameters parameters(Model model) {
    return CompiledLayers.randomParameters(model, 11);
  }

  static Trainer open(Model model, Parameters initial, Sgd optimizer) {
    return open(model, initial, optimizer, BATCH_SIZE);
  }

  static Trainer open(Model model, Parameters initial, Sgd optimizer, int batchSize) {
    return open(model, initial, Loss.CROSS_ENTROPY, optimizer, batchSize);
  }

  static Trainer open(Model model, Parameters initial, Loss loss, Sgd optimizer, int batchSize) {
    Device cpu = Device.first(DeviceKind.CPU);
    return new ReferenceBackend()
        .open(new TrainingPlan(model, cpu, 1, batchSize, loss, optimizer), initial);
  }

  static Examples examples(Model model, int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count * model.input().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    int[] labels = random.ints(count, 0, model.classes()).toArray();
    return examples(model.input(), values, labels);
  }

  static Examples examples(Shape shape, float[] values, int[] labels) {
    return new Examples(
        new Images(labels.length, shape, DirectBuffers.floats(values)), DirectBuffers.ints(labels));
  }

  static Batches batches(int batchSize, DropoutMasks masks, int... indices) {
    return new Batches(indices.length / batchSize, batchSize, DirectBuffers.ints(indices), masks);
  }
}
