package dev.rote.backend.onnx;

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
import dev.rote.api.Role;
import dev.rote.api.Sgd;
import dev.rote.api.Shape;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import dev.rote.backend.reference.ReferenceBackend;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Models, examples and trainers, used through the API as the harness uses it. */
final class Fixture {
  /** The device of this run of the tests: each has its own build of ONNX Runtime. */
  static final Device DEVICE =
      Device.first(DeviceKind.byId(System.getProperty("rote.test.device", "cpu")).orElseThrow());

  static final int BATCH_SIZE = 8;

  private Fixture() {}

  static Model model(String name, Shape input, Layer... layers) {
    return Model.of(name, input, List.of(layers), Initializer.HE_NORMAL);
  }

  /** Random values for every parameter, the biases and statistics too. */
  static Parameters parameters(Model model, long seed) {
    Random random = new Random(seed);
    Map<String, float[]> values = new HashMap<>();
    for (ParameterSpec spec : model.parameters()) {
      values.put(spec.name(), values(spec, random));
    }
    return Parameters.of(model.parameters(), values);
  }

  private static float[] values(ParameterSpec spec, Random random) {
    double spread =
        spec.distribution() instanceof Distribution.Normal normal
            ? normal.standardDeviation()
            : 0.1;
    boolean aroundOne = spec.role() == Role.SCALE || spec.role() == Role.RUNNING_VARIANCE;
    float[] values = new float[spec.shape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((aroundOne ? 1 : 0) + spread * random.nextGaussian());
    }
    return values;
  }

  static TrainingPlan plan(Model model, int batchSize, Sgd optimizer) {
    return new TrainingPlan(model, DEVICE, 1, batchSize, optimizer);
  }

  static Trainer open(Model model, Parameters initial, Sgd optimizer, int batchSize) {
    return new OnnxBackend().open(plan(model, batchSize, optimizer), initial);
  }

  static Trainer openOracle(Model model, Parameters initial, Sgd optimizer, int batchSize) {
    Device cpu = Device.first(DeviceKind.CPU);
    return new ReferenceBackend()
        .open(new TrainingPlan(model, cpu, 1, batchSize, optimizer), initial);
  }

  static Examples examples(Model model, int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count * model.input().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    int[] labels = random.ints(count, 0, model.classes()).toArray();
    return new Examples(new Images(count, model.input(), direct(values)), direct(labels));
  }

  /**
   * Steps whose examples are drawn at random, with masks that depend on the first step's number.
   */
  static Batches batches(int examples, int batchSize, int first, int steps) {
    int[] indices = new int[steps * batchSize];
    for (int step = 0; step < steps; step++) {
      Random random = new Random(first + step);
      for (int i = 0; i < batchSize; i++) {
        indices[step * batchSize + i] = random.nextInt(examples);
      }
    }
    return new Batches(steps, batchSize, direct(indices), masks(first));
  }

  static float[] train(Trainer trainer, Batches batches, float learningRate) {
    FloatBuffer losses = direct(new float[batches.steps()]);
    trainer.train(batches, learningRate, losses);
    return array(losses);
  }

  static float[] predict(Trainer trainer, Model model, Images images) {
    FloatBuffer logits = direct(new float[images.count() * model.classes()]);
    trainer.predict(images, logits);
    return array(logits);
  }

  static FloatBuffer direct(float... values) {
    return allocate(values.length).asFloatBuffer().put(0, values);
  }

  static IntBuffer direct(int... values) {
    return allocate(values.length).asIntBuffer().put(0, values);
  }

  private static DropoutMasks masks(int first) {
    return (step, dropout, mask) -> {
      float rate = ((Layer.Dropout) dropout.layer()).rate();
      Random random = new Random((first + step) * 31L + dropout.name().hashCode());
      for (int i = 0; i < mask.capacity(); i++) {
        mask.put(i, random.nextFloat() < rate ? 0 : 1 / (1 - rate));
      }
    };
  }

  private static float[] array(FloatBuffer buffer) {
    float[] values = new float[buffer.capacity()];
    buffer.get(0, values);
    return values;
  }

  private static ByteBuffer allocate(int elements) {
    return ByteBuffer.allocateDirect(elements * Float.BYTES).order(ByteOrder.nativeOrder());
  }
}
