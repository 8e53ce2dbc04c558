package dev.rote.backend.tf;

import dev.rote.api.Batches;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Distribution;
import dev.rote.api.DropoutMasks;
import dev.rote.api.Examples;
import dev.rote.api.Images;
import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import dev.rote.api.Sgd;
import dev.rote.api.Shape;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Models, parameters and data for the tests, all drawn from seeds. */
final class Fixture {
  static final Sgd PLAIN = new Sgd(0, 0);
  static final Sgd MOMENTUM = new Sgd(0.9f, 0);
  static final int BATCH = 8;

  private Fixture() {}

  /** The device that this process was started for: the build runs the tests once for each. */
  static Device device() {
    return Device.first(DeviceKind.byId(System.getProperty("rote.device", "cpu")).orElseThrow());
  }

  static Model model(Shape input, Layer... layers) {
    return Model.of("test", input, List.of(layers), Initializer.HE_NORMAL);
  }

  /** A convolutional network with nearly every layer, for images of {@code [3, 9, 9]}. */
  static Model convolutional() {
    return model(
        Shape.of(3, 9, 9),
        new Layer.Conv2d(8, 3, 1, true),
        new Layer.Relu(),
        new Layer.MaxPool(3, 2),
        new Layer.LocalResponseNormalization(2, 1, 0.01f, 0.75f),
        new Layer.Conv2d(8, 3, 2, false),
        new Layer.BatchNorm(1e-5f, 0.9f, true),
        new Layer.Relu(),
        new Layer.Flatten(),
        new Layer.Dense(10, true));
  }

  static Model perceptron(Shape input, int hidden, int classes) {
    return model(
        input,
        new Layer.Flatten(),
        new Layer.Dense(hidden, true),
        new Layer.Relu(),
        new Layer.Dense(classes, true));
  }

  /** Draws weights as the model says and everything else close to its initial constant. */
  static Parameters parameters(Model model, long seed) {
    Random random = new Random(seed);
    Map<String, float[]> values = new LinkedHashMap<>();
    for (ParameterSpec spec : model.parameters()) {
      float[] value = new float[spec.shape().size()];
      for (int i = 0; i < value.length; i++) {
        value[i] = draw(spec.distribution(), random);
      }
      values.put(spec.name(), value);
    }
    return Parameters.of(model.parameters(), values);
  }

  private static float draw(Distribution distribution, Random random) {
    return switch (distribution) {
      case Distribution.Normal normal ->
          (float) (normal.standardDeviation() * random.nextGaussian());
      case Distribution.Uniform uniform ->
          (float) (uniform.limit() * (2 * random.nextDouble() - 1));
      case Distribution.Constant constant -> constant.value() + 0.1f * (float) random.nextDouble();
    };
  }

  static Parameters with(Parameters parameters, Map<String, float[]> replaced) {
    Map<String, float[]> values = new LinkedHashMap<>();
    parameters.specs().forEach(spec -> values.put(spec.name(), parameters.toArray(spec.name())));
    values.putAll(replaced);
    return Parameters.of(parameters.specs(), values);
  }

  static Examples examples(Model model, int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count * model.input().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    int[] labels = random.ints(count, 0, model.classes()).toArray();
    return new Examples(images(model.input(), values), ints(labels));
  }

  static Images images(Shape shape, float... values) {
    FloatBuffer buffer = direct(values.length).asFloatBuffer();
    buffer.put(0, values);
    return new Images(values.length / shape.size(), shape, buffer);
  }

  static IntBuffer ints(int... values) {
    IntBuffer buffer = direct(values.length).asIntBuffer();
    buffer.put(0, values);
    return buffer;
  }

  /** Steps that go through {@code count} examples round and round, beginning at {@code first}. */
  static Batches batches(int first, int steps, int batchSize, int count) {
    return batches(first, steps, batchSize, count, DropoutMasks.NONE);
  }

  static Batches batches(int first, int steps, int batchSize, int count, DropoutMasks masks) {
    int[] indices = new int[steps * batchSize];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = (first * batchSize + i) % count;
    }
    return new Batches(steps, batchSize, ints(indices), masks);
  }

  /** Masks that differ from step to step, a third of each dropped, counted from {@code first}. */
  static DropoutMasks masks(int first) {
    return (step, dropout, mask) -> {
      Random random = new Random(31L * (first + step) + dropout.name().hashCode());
      for (int i = 0; i < BATCH * dropout.input().size(); i++) {
        mask.put(i, random.nextInt(3) == 0 ? 0 : 1.5f);
      }
    };
  }

  static Trainer open(Model model, int batchSize, Sgd optimizer, Parameters initial) {
    return new TensorFlowBackend()
        .open(new TrainingPlan(model, device(), 1, batchSize, optimizer), initial);
  }

  static float[] train(Trainer trainer, Batches batches, float learningRate) {
    float[] losses = new float[batches.steps()];
    trainer.train(batches, learningRate, FloatBuffer.wrap(losses));
    return losses;
  }

  static float[] predict(Trainer trainer, Images images, int classes) {
    float[] logits = new float[images.count() * classes];
    trainer.predict(images, FloatBuffer.wrap(logits));
    return logits;
  }

  private static ByteBuffer direct(int elements) {
    return ByteBuffer.allocateDirect(4 * elements).order(ByteOrder.nativeOrder());
  }
}
