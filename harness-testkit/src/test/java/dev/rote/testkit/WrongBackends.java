package dev.rote.testkit;

import dev.rote.testkit.fixture.Mutant;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Backends that are wrong in one way each, and the clause that is there for it. */
final class WrongBackends {
  private WrongBackends() {}

  /** Returns the clause, the backend's id, the backend, and a pattern of the clause's sentence. */
  static Stream<Arguments> all() {
    return Stream.of(
        caught(
            "momentum",
            Mutant.named("skips-momentum")
                .with("Parameter", "momentum * v[j] + decayed", "0 * momentum * v[j] + decayed"),
            "losses? .*step 2|loss of step \\d"),
        caught(
            "learning-rate-change",
            Mutant.named("folds-rate-into-momentum")
                .with(
                    "Parameter",
                    "decayed = g[j] + weightDecay * w[j]",
                    "decayed = learningRate * (g[j] + weightDecay * w[j])")
                .with("Parameter", "w[j] -= learningRate * (", "w[j] -= ("),
            "a learning rate that changes: the loss of step"),
        caught(
            "nesterov",
            Mutant.named("ignores-nesterov")
                .with(
                    "Parameter",
                    "boolean nesterov = optimizer.nesterov();",
                    "boolean nesterov = false;"),
            "Nesterov's momentum 0.9: the loss of step 1 "),
        caught(
            "nesterov",
            Mutant.named("keeps-the-momentum-looked-ahead-with")
                .with(
                    "Parameter",
                    "v[j] = momentum * v[j] + decayed;",
                    "v[j] = momentum * v[j] + decayed; if (nesterov) { v[j] = decayed + momentum * v[j]; }")
                .with("Parameter", "nesterov ? decayed + momentum * v[j] : v[j]", "v[j]"),
            "Nesterov's momentum 0.9: the loss of step 2 "),
        caught(
            "nesterov",
            Mutant.named("looks-ahead-without-the-decay")
                .with("Parameter", "nesterov ? decayed +", "nesterov ? g[j] +"),
            "Nesterov's momentum 0.9 and weight decay 0.05: the loss of step"),
        caught(
            "squared-loss",
            Mutant.named("ignores-the-loss")
                .trainer("plan.loss(), logits", "dev.rote.api.Loss.CROSS_ENTROPY, logits"),
            "the squared loss: the loss of step 0 "),
        caught(
            "squared-loss",
            Mutant.named("squares-without-the-half")
                .with("SquaredLoss", "distance * distance / 2;", "distance * distance;")
                .with("SquaredLoss", "distance / logits", "2 * distance / logits"),
            "the squared loss: the loss of step 0 "),
        caught(
            "squared-loss",
            Mutant.named("doubles-the-gradient-of-the-square")
                .with("SquaredLoss", "distance / logits", "2 * distance / logits"),
            "the squared loss: the loss of step 1 "),
        caught(
            "squared-loss",
            Mutant.named("means-the-square-over-the-classes")
                .with(
                    "SquaredLoss",
                    "distance * distance / 2;",
                    "distance * distance / 2 / logits[n].length;")
                .with("SquaredLoss", "distance / logits", "distance / logits[n].length / logits"),
            "the squared loss: the loss of step 0 "),
        caught(
            "squared-loss",
            Mutant.named("squares-probabilities")
                .with(
                    "SquaredLoss",
                    "logits[n][k] - (",
                    "Math.exp(logits[n][k]) / java.util.Arrays.stream(logits[n]).map(Math::exp).sum() - ("),
            "the squared loss: the loss of step 0 "),
        caught(
            "weight-decay",
            Mutant.named("decays-biases")
                .with(
                    "Parameter",
                    "spec.role().decayed() ? optimizer.weightDecay() : 0",
                    "optimizer.weightDecay()"),
            "weight decay 0.05: the loss of step"),
        caught(
            "layer-max-pool",
            Mutant.named("pads-pools-at-the-start")
                .with(
                    "MaxPool",
                    "int top = y * stride - vertical.before();",
                    "int top = y * stride - vertical.after();")
                .with(
                    "MaxPool",
                    "int left = x * stride - horizontal.before();",
                    "int left = x * stride - horizontal.after();"),
            "the loss of step 0"),
        caught(
            "layer-max-pool",
            Mutant.named("gives-ties-to-the-last")
                .with(
                    "MaxPool",
                    "image[candidate] > image[maximum]",
                    "image[candidate] >= image[maximum]"),
            "a max-pool 2x2 over equal values: the loss of step"),
        caught(
            "layer-local-response-normalization",
            Mutant.named("lrn-gradient-with-default-attributes")
                .with(
                    "LocalResponseNormalization",
                    "double factor = 2.0 * layer.alpha() * layer.beta();",
                    "double factor = 2.0 * 1 * 0.5;"),
            "the loss of step 1"),
        caught(
            "layer-local-response-normalization",
            Mutant.named("divides-alpha-by-the-window")
                .with(
                    "LocalResponseNormalization",
                    "layer.bias() + layer.alpha() * sums[i]",
                    "layer.bias() + layer.alpha() / (2 * layer.radius() + 1) * sums[i]"),
            "the loss of step 0"),
        caught(
            "layer-batch-norm",
            Mutant.named("biased-running-variance")
                .with("BatchNorm", "squares / Math.max(count - 1, 1)", "squares / count"),
            "runningVariance"),
        caught(
            "layer-batch-norm",
            Mutant.named("variance-of-a-single-value-is-no-number")
                .with("BatchNorm", "squares / Math.max(count - 1, 1)", "squares / (count - 1)"),
            "batch norm of single values"),
        caught(
            "layer-batch-norm",
            Mutant.named("running-average-the-wrong-way-round")
                .with(
                    "BatchNorm",
                    "decay * running + (1 - decay) * batch",
                    "(1 - decay) * running + decay * batch"),
            "running"),
        caught(
            "layer-dropout",
            Mutant.named("drops-in-predictions")
                .with(
                    "Dropout",
                    "case Pass.Evaluation evaluation -> input;",
                    "case Pass.Evaluation evaluation -> { mask = new float[input.length * node.input().size()]; for (int i = 0; i < mask.length; i++) { mask[i] = i % 2 * 2; } yield masked(input); }"),
            "the logits predicted afterwards"),
        caught(
            "layer-concat",
            Mutant.named("forgets-a-branch-in-the-gradient")
                .with(
                    "Concat",
                    "Matrices.add(branches.get(branch).backward(part), inputGradient);",
                    "double[][] back = branches.get(branch).backward(part); if (branch == 0) { Matrices.add(back, inputGradient); }"),
            "the loss of step 1|parameter"),
        caught(
            "given-labels",
            Mutant.named("trains-on-true-labels")
                .trainer(
                    "labels[n] = train.labels().get(indices.get(n));",
                    "labels[n] = trueLabel(input[n], model.classes());")
                .trainer(
                    "private static double[] image(",
                    "private static int trueLabel(double[] image, int classes) { return (int) Math.abs(image[0] * 100) % classes; }\n\n  private static double[] image("),
            "the same images with other labels: the loss of step 0"),
        caught(
            "given-order",
            Mutant.named("ignores-the-order")
                .trainer(
                    "IntBuffer indices = batches.step(step);",
                    "IntBuffer indices = IntBuffer.allocate(batches.batchSize()); for (int n = 0; n < batches.batchSize(); n++) { indices.put(n, (step * batches.batchSize() + n) % train.count()); }"),
            "an order with repetitions: the loss of step 0"),
        caught(
            "load-first",
            Mutant.named("trains-on-nothing")
                .trainer(
                    "resident.orElseThrow(ReferenceTrainer::nothingLoaded);",
                    "resident.orElse(null);"),
            "train before load throws java.lang.NullPointerException"),
        caught(
            "load-again",
            keepsTheFirstTrainingSet(),
            "a training set for every epoch: the loss of step"),
        caught(
            "predict-fresh",
            Mutant.named("caches-predictions")
                .trainer(
                    "private boolean closed;", "private boolean closed; private float[] known;")
                .trainer(
                    "Checks.shape(images, model);\n    Checks.capacity(\"logits\", logits, (long) images.count() * model.classes());",
                    "if (known != null && known.length == images.count() * model.classes()) { logits.put(0, known); return; }")
                .trainer(
                    "putRounded(output[n], logits, (first + n) * model.classes());\n      }\n    }",
                    "putRounded(output[n], logits, (first + n) * model.classes());\n      }\n    }\n    known = new float[images.count() * model.classes()];\n    logits.get(0, known);"),
            "the same buffer with other images in it"),
        caught(
            "predict-partial-batch",
            Mutant.named("drops-the-last-batch")
                .trainer(
                    "for (int first = 0; first < images.count(); first += plan.batchSize()) {",
                    "for (int first = 0; first + plan.batchSize() <= images.count(); first += plan.batchSize()) {"),
            "predict does not write the logit \\d+"),
        caught(
            "split-calls",
            Mutant.named("forgets-the-momentum-of-a-call")
                .with(
                    "ParameterStore",
                    "void update(Sgd optimizer",
                    "void forget() { parameters.values().forEach(Parameter::forget); }\n\n  void update(Sgd optimizer")
                .with(
                    "Parameter",
                    "void clearGradient() {",
                    "void forget() { for (double[] row : velocity) { Arrays.fill(row, 0); } }\n\n  void clearGradient() {")
                .trainer(
                    "Checks.capacity(\"losses\", losses, batches.steps());",
                    "parameters.forget();"),
            "split over more calls, the loss of step"),
        caught(
            "momentum",
            Mutant.named("returns-nan").trainer("return loss.mean();", "return Double.NaN;"),
            "the loss of step 0 is NaN, the oracle's "),
        caught(
            "momentum",
            Mutant.named("writes-no-losses")
                .trainer(
                    "losses.put(step, (float) step(train, batches, step, learningRate));",
                    "step(train, batches, step, learningRate);"),
            "train does not write the loss of step 0: index 0 of the buffer has what was there"),
        caught(
            "opens",
            Mutant.named("opens-nothing")
                .backend("return new ReferenceTrainer(plan, initial);", "return null;"),
            "dev.rote.backend.reference.ReferenceBackend.open returns null"),
        caught(
            "layer-relu",
            Mutant.named("leaks-in-rectifiers-and-has-no-convolutions")
                .backend(
                    "  @Override\n  public Launch launch",
                    "  @Override\n  public java.util.Set<Class<? extends dev.rote.api.Layer>> unsupportedLayers() { return java.util.Set.of(dev.rote.api.Layer.Conv2d.class); }\n\n  @Override\n  public Launch launch")
                .with(
                    "Relu",
                    "Math.max(input[n][i], 0)",
                    "Math.max(input[n][i], 0.01 * input[n][i])"),
            "rectifiers of dense layers: the loss of step 0"),
        caught(
            "quiet",
            Mutant.named("floods")
                .trainer(
                    "return loss.mean();",
                    "System.out.println(\"loss \".repeat(40) + loss.mean()); return loss.mean();"),
            "it prints \\d+ KiB in 1\\d{3} steps, 2\\d\\d bytes each, allowed are 16 KiB"),
        caught(
            "leaves-nothing",
            Mutant.named("keeps-an-id")
                .trainer(
                    "return loss.mean();",
                    "try { java.nio.file.Path id = java.nio.file.Path.of(System.getenv(\"HOME\"), \".cache\", \"telemetry\", \"id\"); java.nio.file.Files.createDirectories(id.getParent()); java.nio.file.Files.writeString(id, \"4711\"); } catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); } return loss.mean();"),
            "it leaves ~/.cache/telemetry \\(1 KiB\\)"),
        caught(
            "honest-divergence",
            Mutant.named("clips-losses")
                .trainer(
                    "return loss.mean();",
                    "return Math.min(loss.mean(), 50) == loss.mean() ? loss.mean() : 50;"),
            "no loss is larger than 50"),
        caught(
            "losses-in-place",
            Mutant.named("moves-the-position")
                .trainer(
                    "losses.put(step, (float) step(train, batches, step, learningRate));",
                    "losses.put((float) step(train, batches, step, learningRate));"),
            "the position of the losses is moved"),
        caught(
            "parameters-round-trip",
            Mutant.named("exports-transposed")
                .with(
                    "Parameter",
                    "double[] exact = Matrices.join(value);",
                    "double[] exact = Matrices.join(value.length > 1 ? Matrices.transpose(value) : value);"),
            "gives other parameters than it was opened with"),
        caught(
            "unsupported-layers",
            Mutant.named("declares-what-it-has")
                .backend(
                    "  @Override\n  public Launch launch",
                    "  @Override\n  public java.util.Set<Class<? extends dev.rote.api.Layer>> unsupportedLayers() { return java.util.Set.of(dev.rote.api.Layer.Dropout.class); }\n\n  @Override\n  public Launch launch"),
            "Dropout is declared as unsupported, but"),
        caught(
            "unsupported-layers",
            Mutant.named("lacks-what-it-does-not-declare")
                .with(
                    "Compiler",
                    "new Dropout(node);",
                    "throw new dev.rote.api.UnsupportedLayerException(\"lacks\", node);"),
            "a network with Dropout is refused"),
        caught(
            "several-trainers",
            Mutant.named("keeps-state-of-other-trainers")
                .trainer(
                    "private boolean closed;", "private boolean closed; private static int opened;")
                .trainer(
                    "float learningRate, FloatBuffer losses) {\n    requireOpen();",
                    "float learningRate, FloatBuffer losses) {\n    requireOpen(); opened++;")
                .trainer("return loss.mean();", "return loss.mean() + opened;"),
            "after other trainers were opened and closed, the loss of step 0"),
        caught(
            "deterministic",
            Mutant.named("draws-random-numbers")
                .trainer("return loss.mean();", "return loss.mean() * (1 + 1e-7 * Math.random());"),
            "in a second process the losses have other bits"),
        caught(
            "launch",
            Mutant.named("launches-differently")
                .backend(
                    "return LAUNCH;",
                    "return new Launch(java.util.Map.of(\"NOW\", String.valueOf(System.nanoTime())), java.util.List.of());"),
            "differs when it is asked for again"),
        caught(
            "memory-over-steps",
            Mutant.named("leaks-off-the-heap")
                .trainer(
                    "private boolean closed;",
                    "private boolean closed; private static final java.util.List<java.nio.ByteBuffer> LEAK = new java.util.ArrayList<>();")
                .trainer(
                    "return loss.mean();",
                    "java.nio.ByteBuffer more = dev.rote.api.DirectBuffers.bytes(1 << 15); for (int i = 0; i < more.capacity(); i += 512) { more.put(i, (byte) 1); } LEAK.add(more); return loss.mean();"),
            "memory grows by \\d+ MiB over 2000 steps"),
        caught(
            "memory-after-close",
            Mutant.named("never-frees")
                .trainer(
                    "private boolean closed;",
                    "private boolean closed; private static final java.util.List<Object> LEAK = new java.util.ArrayList<>();")
                .trainer("closed = true;", "closed = true; LEAK.add(parameters.export());"),
            "memory grows by \\d+ MiB \\(median of 5 rounds\\) while 10 trainers"),
        caught(
            "opens",
            Mutant.named("lacks-a-native-library")
                .trainer(
                    "this.plan = plan;",
                    "System.loadLibrary(\"rote-no-such-library\"); this.plan = plan;"),
            "no rote-no-such-library in java.library.path"),
        caught(
            "momentum",
            Mutant.named("calls-exit")
                .trainer("return loss.mean();", "System.exit(0); return loss.mean();"),
            "the backend called exit"),
        caught(
            "momentum",
            Mutant.named("segfaults")
                .trainer("return loss.mean();", "crash(); return loss.mean();")
                .trainer(
                    "private static double[] image(",
                    "private static void crash() { try { java.lang.reflect.Field field = sun.misc.Unsafe.class.getDeclaredField(\"theUnsafe\"); field.setAccessible(true); ((sun.misc.Unsafe) field.get(null)).putAddress(0, 0); } catch (ReflectiveOperationException e) { throw new IllegalStateException(e); } }\n\n  private static double[] image("),
            "its process crashed with SIGSEGV"));
  }

  /** Keeps a copy: the harness may fill the same buffers anew for every epoch. */
  static Mutant keepsTheFirstTrainingSet() {
    return Mutant.named("keeps-the-first-training-set")
        .trainer(
            "resident = Optional.of(train);",
            "resident = resident.or(() -> { float[] kept = new float[train.images().values().capacity()]; train.images().values().get(0, kept); return Optional.of(new Examples(new Images(train.count(), train.images().shape(), dev.rote.api.DirectBuffers.floats(kept)), train.labels())); });");
  }

  private static Arguments caught(String clause, Mutant mutant, String sentence) {
    return Arguments.of(clause, mutant.id(), mutant, sentence);
  }
}
