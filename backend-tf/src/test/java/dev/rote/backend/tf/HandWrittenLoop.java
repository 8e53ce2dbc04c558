package dev.rote.backend.tf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.NoOp;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.nn.LocalResponseNormalization;
import org.tensorflow.op.nn.LocalResponseNormalizationGrad;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Two networks as one would write them for TensorFlow-Java without a harness: what the backend's
 * speed is compared with. The data are in a variable and batches gathered by index, gradients come
 * from {@code addGradients}, and a run of the session is a step. Only the gradient of local
 * response normalization is done by hand, so that it is right.
 */
final class HandWrittenLoop implements AutoCloseable {
  private static final float MOMENTUM = 0.9f;

  private final int batchSize;
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Random random = new Random(1);
  private final Map<String, Operand<TFloat32>> weights = new LinkedHashMap<>();
  private final Map<String, VarHandleOp> handles = new LinkedHashMap<>();
  private final Map<String, float[]> initial = new LinkedHashMap<>();
  private final List<Cut> cuts = new ArrayList<>();
  private final Placeholder<TInt32> indices;
  private final Placeholder<TFloat32> learningRate = tf.placeholder(TFloat32.class);
  private final Output<TFloat32> loss;
  private final NoOp step;
  private final Session session;

  /** Where the automatic gradient stops, goes through by hand, and goes on. */
  private record Cut(Operand<TFloat32> x, Operand<TFloat32> y, int weightsBefore) {}

  /**
   * @param images {@code [n, h, w, c]}
   */
  HandWrittenLoop(String network, Shape images, float[] pixels, int[] labels, int batchSize) {
    this.batchSize = batchSize;
    indices = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(batchSize)));
    VarHandleOp data = tf.varHandleOp(TFloat32.class, images, VarHandleOp.sharedName("data"));
    Shape list = Shape.of(labels.length);
    VarHandleOp answers = tf.varHandleOp(TInt32.class, list, VarHandleOp.sharedName("answers"));
    Operand<TFloat32> batch = tf.resourceGather(data, indices, TFloat32.class);
    Operand<TFloat32> logits = network.equals("mlp-1x512") ? perceptron(batch) : alexNet(batch);
    var crossEntropy =
        tf.scope()
            .opBuilder("SparseSoftmaxCrossEntropyWithLogits", "crossEntropy")
            .addInput(logits.asOutput())
            .addInput(tf.resourceGather(answers, indices, TInt32.class).asOutput())
            .build();
    loss = tf.math.mean(crossEntropy.<TFloat32>output(0), tf.constant(0)).asOutput();
    Operand<TFloat32> mean = tf.constant(1f / batchSize);
    step = update(gradients(logits, tf.math.mul(crossEntropy.<TFloat32>output(1), mean)));
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(1)
                .setInterOpParallelismThreads(1)
                .build());
    initialize(data, answers, images, pixels, labels);
  }

  /** Trains one step for each row of indices and returns the last loss. */
  float train(int[][] batches, float rate) {
    float last = 0;
    try (TFloat32 fedRate = TFloat32.scalarOf(rate)) {
      for (int[] batch : batches) {
        try (TInt32 fed = TInt32.vectorOf(batch);
            Result result =
                session
                    .runner()
                    .feed(indices, fed)
                    .feed(learningRate, fedRate)
                    .addTarget(step)
                    .fetch(loss)
                    .run()) {
          last = ((TFloat32) result.get(0)).getFloat();
        }
      }
    }
    return last;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  private Operand<TFloat32> perceptron(Operand<TFloat32> images) {
    Operand<TFloat32> x = tf.reshape(images, tf.array(batchSize, 3 * 28 * 28));
    return dense(tf.nn.relu(dense(x, 3 * 28 * 28, 512)), 512, 10);
  }

  private Operand<TFloat32> alexNet(Operand<TFloat32> images) {
    Operand<TFloat32> x = module(module(images, 3), 64);
    x = tf.reshape(x, tf.array(batchSize, 7 * 7 * 64));
    x = tf.nn.relu(dense(x, 7 * 7 * 64, 384));
    x = tf.nn.relu(dense(x, 384, 192));
    return dense(x, 192, 10);
  }

  private Operand<TFloat32> module(Operand<TFloat32> images, int channels) {
    Operand<TFloat32> kernel = weight(Math.sqrt(2.0 / (25 * channels)), 5, 5, channels, 64);
    Operand<TFloat32> x = tf.nn.conv2d(images, kernel, List.of(1L, 1L, 1L, 1L), "SAME");
    x = tf.nn.relu(tf.nn.biasAdd(x, weight(0, 64)));
    Output<TFloat32> pooled =
        tf.scope()
            .opBuilder("MaxPool", "MaxPool")
            .addInput(x.asOutput())
            .setAttr("ksize", new long[] {1, 3, 3, 1})
            .setAttr("strides", new long[] {1, 2, 2, 1})
            .setAttr("padding", "SAME")
            .build()
            .output(0);
    Operand<TFloat32> y =
        tf.nn.localResponseNormalization(
            pooled,
            LocalResponseNormalization.depthRadius(4L),
            LocalResponseNormalization.bias(1f),
            LocalResponseNormalization.alpha(0.001f / 9),
            LocalResponseNormalization.beta(0.75f));
    cuts.add(new Cut(pooled, y, weights.size()));
    return y;
  }

  private Operand<TFloat32> dense(Operand<TFloat32> x, int inputs, int units) {
    Operand<TFloat32> weight = weight(Math.sqrt(2.0 / inputs), inputs, units);
    return tf.nn.biasAdd(tf.linalg.matMul(x, weight), weight(0, units));
  }

  private Operand<TFloat32> weight(double deviation, long... extents) {
    String name = "weight" + weights.size();
    Shape shape = Shape.of(extents);
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    VarHandleOp handle = tf.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name));
    handles.put(name, handle);
    initial.put(name, values);
    weights.put(name, tf.readVariableOp(handle, TFloat32.class));
    return weights.get(name);
  }

  private Map<String, Output<?>> gradients(Operand<TFloat32> logits, Operand<TFloat32> gradient) {
    Map<String, Output<?>> gradients = new LinkedHashMap<>();
    List<String> names = List.copyOf(weights.keySet());
    Operand<TFloat32> y = logits;
    Operand<TFloat32> back = gradient;
    int end = names.size();
    for (Cut cut : cuts.reversed()) {
      Output<?>[] found =
          addGradients(y, back, names.subList(cut.weightsBefore(), end), List.of(cut.y()));
      for (int i = 0; i < found.length - 1; i++) {
        gradients.put(names.get(cut.weightsBefore() + i), found[i]);
      }
      back = throughNormalization(cut, found[found.length - 1]);
      y = cut.x();
      end = cut.weightsBefore();
    }
    Output<?>[] found = addGradients(y, back, names.subList(0, end), List.of());
    for (int i = 0; i < found.length; i++) {
      gradients.put(names.get(i), found[i]);
    }
    return gradients;
  }

  private Output<?>[] addGradients(
      Operand<TFloat32> y,
      Operand<TFloat32> gradient,
      List<String> names,
      List<Operand<TFloat32>> more) {
    List<Output<?>> targets = new ArrayList<>();
    names.forEach(name -> targets.add(weights.get(name).asOutput()));
    more.forEach(target -> targets.add(target.asOutput()));
    return graph.addGradients(
        tf.scope().makeOpName("gradients"),
        new Output<?>[] {y.asOutput()},
        targets.toArray(Output<?>[]::new),
        new Output<?>[] {gradient.asOutput()});
  }

  @SuppressWarnings("unchecked")
  private Operand<TFloat32> throughNormalization(Cut cut, Output<?> gradient) {
    return tf.nn.localResponseNormalizationGrad(
        (Output<TFloat32>) gradient,
        cut.x(),
        cut.y(),
        LocalResponseNormalizationGrad.depthRadius(4L),
        LocalResponseNormalizationGrad.bias(1f),
        LocalResponseNormalizationGrad.alpha(0.001f / 9),
        LocalResponseNormalizationGrad.beta(0.75f));
  }

  @SuppressWarnings("unchecked")
  private NoOp update(Map<String, Output<?>> gradients) {
    List<Op> updates = new ArrayList<>();
    gradients.forEach((name, gradient) ->
        updates.add(
            tf.train.resourceApplyMomentum(
                handles.get(name),
                momentum(name),
                learningRate,
                (Output<TFloat32>) gradient,
                tf.constant(MOMENTUM))));
    return tf.withControlDependencies(updates).noOp();
  }

  private VarHandleOp momentum(String name) {
    Shape shape = weights.get(name).shape();
    return tf.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name + "/momentum"));
  }

  private void initialize(
      VarHandleOp data, VarHandleOp answers, Shape images, float[] pixels, int[] labels) {
    initial.forEach((name, values) -> {
      Shape shape = weights.get(name).shape();
      assign(handles.get(name), Tensors.floats(shape, values));
      assign(momentum(name), Tensors.floats(shape, new float[values.length]));
    });
    assign(data, Tensors.floats(images, pixels));
    Placeholder<TInt32> value = tf.placeholder(TInt32.class);
    try (TInt32 tensor = TInt32.vectorOf(labels)) {
      Op assign = tf.assignVariableOp(answers, value);
      session.runner().feed(value, tensor).addTarget(assign).run().close();
    }
  }

  private void assign(VarHandleOp variable, TFloat32 value) {
    Placeholder<TFloat32> fed = tf.placeholder(TFloat32.class);
    Op assign = tf.assignVariableOp(variable, fed);
    try (value) {
      session.runner().feed(fed, value).addTarget(assign).run().close();
    }
  }
}
