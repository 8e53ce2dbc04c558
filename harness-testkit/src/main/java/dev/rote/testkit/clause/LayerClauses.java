package dev.rote.testkit.clause;

import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Layer.BatchNorm;
import dev.rote.api.Layer.Concat;
import dev.rote.api.Layer.Conv2d;
import dev.rote.api.Layer.Dense;
import dev.rote.api.Layer.Dropout;
import dev.rote.api.Layer.Flatten;
import dev.rote.api.Layer.GlobalMeanPool;
import dev.rote.api.Layer.LocalResponseNormalization;
import dev.rote.api.Layer.MaxPool;
import dev.rote.api.Layer.Relu;
import dev.rote.api.Layer.Residual;
import dev.rote.api.Model;
import dev.rote.api.Shape;
import dev.rote.testkit.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A clause for every kind of layer: small networks around it agree with the oracle. */
final class LayerClauses {
  private static final int BATCH = 6;
  private static final int EXAMPLES = 26;
  private static final int STEPS = 24;
  private static final float LEARNING_RATE = 0.05f;

  /** Odd and even extents, neither of them the other's. */
  private static final Shape ODD_BY_EVEN = Shape.of(2, 7, 6);

  private static final Shape EVEN_BY_ODD = Shape.of(3, 8, 5);

  private LayerClauses() {}

  /** A network around a layer, and how a sentence names it. */
  private record Variant(String name, Scenario scenario) {}

  static List<Clause> all() {
    return List.of(
        clause(
            "layer-dense",
            "trains dense layers",
            Finds.inForward("a transposed weight")
                .and(Symptom.UPDATE, "a bias that is not trained"),
            dense()),
        clause(
            "layer-conv2d",
            "trains convolutions with SAME padding",
            Finds.inForward(
                    "padding on the wrong side",
                    "a negative padding",
                    "a flipped kernel",
                    "a stride that starts elsewhere")
                .and(
                    Symptom.UPDATE,
                    "a bias that is not trained",
                    "among many channels, gradients that are lost"),
            conv2d()),
        clause(
            "layer-relu",
            "trains rectifiers",
            Finds.inForward("another slope than 0 or 1")
                .and(Symptom.UPDATE, "a slope in 0 that is not 0"),
            relu()),
        clause(
            "layer-max-pool",
            "trains max-pools with SAME padding of minus infinity",
            Finds.inForward("padding with zeros or on the wrong side")
                .and(Symptom.UPDATE, "ties that go to another maximum than the first"),
            maxPool()),
        clause(
            "layer-global-mean-pool",
            "trains global mean pools",
            Finds.inForward("a mean over the wrong axes")
                .and(Symptom.UPDATE, "a gradient that is not divided by the number of pixels"),
            globalMeanPool()),
        clause(
            "layer-local-response-normalization",
            "trains local response normalization",
            Finds.inForward("alpha divided by the window")
                .and(Symptom.UPDATE, "a gradient with default attributes"),
            localResponseNormalization()),
        clause(
            "layer-batch-norm",
            "trains batch norm and its running statistics",
            Finds.inForward("an unbiased variance to normalise with")
                .and(Symptom.UPDATE, "a scale or a shift that is not trained")
                .and(
                    Symptom.STATE,
                    "a biased running variance",
                    "a decay the wrong way round",
                    "a variance of single values that is no number")
                .and(Symptom.PREDICTION, "a batch's own statistics in predictions"),
            batchNorm()),
        clause(
            "layer-dropout",
            "trains with the harness's dropout masks",
            Finds.inForward("masks of its own", "kept values that are not divided by 1 - rate")
                .and(Symptom.UPDATE, "a gradient without the mask")
                .and(Symptom.PREDICTION, "dropout in predictions"),
            dropout()),
        clause(
            "layer-flatten",
            "flattens in the order of channels, rows, columns",
            Finds.inForward("a layout with the channels last that shows through"),
            flatten()),
        clause(
            "layer-concat",
            "trains branches and joins them",
            Finds.inForward("branches in another order")
                .and(Symptom.UPDATE, "a gradient of one branch lost"),
            concat()),
        clause(
            "layer-residual",
            "trains residuals with and without a shortcut",
            Finds.inForward("a shortcut that is left out")
                .and(Symptom.UPDATE, "a gradient that takes one way only"),
            residual()));
  }

  private static List<Variant> dense() {
    return List.of(
        of("dense layers", ODD_BY_EVEN, new Flatten(), new Dense(9, true), new Dense(5, true)),
        of("dense layers without bias", ODD_BY_EVEN, new Flatten(), new Dense(7, false)),
        of("a dense layer of one unit", ODD_BY_EVEN, new Flatten(), new Dense(1, true)));
  }

  private static List<Variant> conv2d() {
    List<Variant> variants = new ArrayList<>();
    for (int[] convolution :
        new int[][] {{1, 1}, {3, 1}, {5, 1}, {2, 1}, {3, 2}, {2, 2}, {3, 3}, {1, 2}, {4, 3}}) {
      int kernel = convolution[0];
      int stride = convolution[1];
      Shape image = variants.size() % 2 == 0 ? ODD_BY_EVEN : EVEN_BY_ODD;
      boolean bias = variants.size() % 3 != 1;
      variants.add(
          of(
              "a convolution %dx%d with stride %d%s on %s"
                  .formatted(kernel, kernel, stride, bias ? "" : " without bias", image),
              image,
              new Conv2d(4, kernel, stride, bias),
              new Flatten()));
    }
    for (int[] convolution : new int[][] {{1, 3}, {2, 4}}) {
      variants.add(
          of(
              "a convolution %dx%d with stride %d, which leaves pixels out"
                  .formatted(convolution[0], convolution[0], convolution[1]),
              Shape.of(2, 9, 8),
              new Conv2d(4, convolution[0], convolution[1], true),
              new Flatten()));
    }
    variants.add(
        of(
            "a convolution larger than its image",
            Shape.of(2, 3, 2),
            new Conv2d(3, 5, 1, true),
            new Conv2d(2, 3, 2, false),
            new Flatten()));
    for (int stride : new int[] {1, 2}) {
      variants.add(
          of(
              "a convolution of 80 channels with stride " + stride,
              ODD_BY_EVEN,
              new Conv2d(80, 1, 1, true),
              new Conv2d(4, 3, stride, true),
              new GlobalMeanPool()));
    }
    return variants;
  }

  private static List<Variant> relu() {
    return List.of(
        of(
            "rectifiers after a convolution and a dense layer",
            ODD_BY_EVEN,
            new Conv2d(3, 3, 1, true),
            new Relu(),
            new Flatten(),
            new Dense(8, true),
            new Relu()),
        of(
            "rectifiers of dense layers",
            ODD_BY_EVEN,
            new Flatten(),
            new Relu(),
            new Dense(8, true),
            new Relu(),
            new Dense(6, false),
            new Relu()));
  }

  private static List<Variant> maxPool() {
    List<Variant> variants = new ArrayList<>();
    for (int[] pool : new int[][] {{3, 2}, {2, 2}, {3, 1}, {3, 3}, {5, 2}, {2, 1}}) {
      for (Shape image : List.of(ODD_BY_EVEN, EVEN_BY_ODD)) {
        variants.add(
            of(
                "a max-pool %dx%d with stride %d on %s".formatted(pool[0], pool[0], pool[1], image),
                image,
                new Conv2d(3, 3, 1, true),
                new MaxPool(pool[0], pool[1]),
                new Flatten()));
      }
    }
    variants.add(ties(new MaxPool(2, 2)));
    variants.add(ties(new MaxPool(3, 2)));
    return variants;
  }

  /** With a kernel of zeros every window is tied, and only the first pixel of each has a say. */
  private static Variant ties(MaxPool pool) {
    Variant variant =
        of(
            "a max-pool %dx%d over equal values".formatted(pool.size(), pool.size()),
            Shape.of(2, 6, 6),
            new Conv2d(3, 1, 1, true),
            pool,
            new Flatten());
    Map<String, float[]> zeros = Map.of("conv2d1.weight", new float[3 * 2]);
    return new Variant(variant.name(), variant.scenario().from(zeros));
  }

  private static List<Variant> globalMeanPool() {
    return List.of(
        of("a global mean pool", ODD_BY_EVEN, new Conv2d(5, 3, 1, true), new GlobalMeanPool()),
        of("a global mean pool of one pixel", Shape.of(6, 1, 1), new GlobalMeanPool()));
  }

  private static List<Variant> localResponseNormalization() {
    List<Variant> variants = new ArrayList<>();
    variants.add(lrn("with radius 1", 1, 1, 0.5f, 0.75f));
    variants.add(lrn("with radius 0", 0, 2, 0.3f, 0.75f));
    variants.add(lrn("with a radius beyond all channels", 9, 1.5f, 0.2f, 0.5f));
    variants.add(lrn("with beta 1", 2, 2, 0.1f, 1));
    variants.add(lrn("with the paper's constants", 4, 1, 0.001f / 9, 0.75f));
    return variants;
  }

  private static Variant lrn(String what, int radius, float bias, float alpha, float beta) {
    return of(
        "local response normalization " + what,
        ODD_BY_EVEN,
        new Conv2d(6, 3, 1, true),
        new LocalResponseNormalization(radius, bias, alpha, beta),
        new Flatten());
  }

  private static List<Variant> batchNorm() {
    return List.of(
        of(
            "batch norm of channels with scale",
            ODD_BY_EVEN,
            new Conv2d(4, 3, 1, false),
            new BatchNorm(1e-3f, 0.9f, true),
            new Relu(),
            new Flatten()),
        of(
            "batch norm of channels without scale",
            ODD_BY_EVEN,
            new Conv2d(4, 3, 2, false),
            new BatchNorm(1e-5f, 0.7f, false),
            new Relu(),
            new Flatten()),
        of(
            "batch norm of features with scale",
            ODD_BY_EVEN,
            new Flatten(),
            new Dense(7, true),
            new BatchNorm(1e-3f, 0.8f, true),
            new Relu()),
        of(
            "batch norm of features without scale",
            ODD_BY_EVEN,
            new Flatten(),
            new Dense(7, false),
            new BatchNorm(1e-2f, 0.5f, false)),
        of(
            "batch norm of one pixel",
            Shape.of(5, 1, 1),
            new BatchNorm(1e-3f, 0, true),
            new Flatten()),
        singleValues());
  }

  /** Batches of one example and features instead of pixels leave a batch norm one value each. */
  private static Variant singleValues() {
    Model model =
        classifier(
            "batch norm of single values",
            ODD_BY_EVEN,
            new Flatten(),
            new Dense(6, true),
            new BatchNorm(0.1f, 0.9f, true),
            new Relu());
    return new Variant(model.name(), Scenario.ofEpochs(model, 1, EXAMPLES, STEPS, LEARNING_RATE));
  }

  private static List<Variant> dropout() {
    return List.of(
        of(
            "dropout of features",
            ODD_BY_EVEN,
            new Flatten(),
            new Dense(16, true),
            new Relu(),
            new Dropout(0.5f)),
        of(
            "dropout of channels' pixels and of features",
            ODD_BY_EVEN,
            new Conv2d(4, 3, 1, true),
            new Dropout(0.25f),
            new Flatten(),
            new Dropout(0.4f)),
        of("dropout of nothing", ODD_BY_EVEN, new Dropout(0), new Flatten()));
  }

  private static List<Variant> flatten() {
    return List.of(
        of("flattened pixels", EVEN_BY_ODD, new Flatten()),
        of("flattened channels", EVEN_BY_ODD, new Conv2d(5, 3, 2, true), new Flatten()));
  }

  private static List<Variant> concat() {
    return List.of(
        of(
            "branches of convolutions",
            ODD_BY_EVEN,
            new Concat(
                List.of(
                    List.of(new Conv2d(2, 1, 1, true), new Relu()),
                    List.of(new Conv2d(3, 3, 1, true)))),
            new Flatten()),
        of(
            "a branch and the identity",
            ODD_BY_EVEN,
            new Conv2d(3, 3, 1, true),
            new Concat(List.of(List.of(new Conv2d(2, 3, 1, false)), List.of())),
            new Flatten()),
        of(
            "branches of features, one in another",
            ODD_BY_EVEN,
            new Flatten(),
            new Concat(
                List.of(
                    List.of(new Dense(3, true)),
                    List.of(
                        new Concat(
                            List.of(List.of(new Dense(2, true), new Relu()), List.of())))))));
  }

  private static List<Variant> residual() {
    return List.of(
        of(
            "a residual around the identity",
            ODD_BY_EVEN,
            new Conv2d(3, 3, 1, true),
            new Residual(
                List.of(new Conv2d(3, 3, 1, true), new Relu(), new Conv2d(3, 3, 1, true)),
                List.of()),
            new Flatten()),
        of(
            "a residual around a convolution with stride",
            ODD_BY_EVEN,
            new Residual(
                List.of(new Conv2d(4, 3, 2, true), new Relu(), new Conv2d(4, 3, 1, true)),
                List.of(new Conv2d(4, 1, 2, false))),
            new Relu(),
            new Flatten()),
        of(
            "a residual of features",
            ODD_BY_EVEN,
            new Flatten(),
            new Dense(6, true),
            new Residual(List.of(new Dense(6, true), new Relu()), List.of())));
  }

  /** Puts four logits on top of these layers, whose output has no height and width. */
  private static Variant of(String name, Shape input, Layer... layers) {
    Model model = classifier(name, input, layers);
    return new Variant(name, Scenario.ofEpochs(model, BATCH, EXAMPLES, STEPS, LEARNING_RATE));
  }

  private static Model classifier(String name, Shape input, Layer... layers) {
    List<Layer> classifier = new ArrayList<>(List.of(layers));
    classifier.add(new Dense(4, true));
    return Model.of(name, input, classifier, Initializer.HE_NORMAL);
  }

  private static Clause clause(String id, String title, Finds finds, List<Variant> variants) {
    return new Clause.InWorker(
        id, title, finds, false, Clause.LONG, subject -> check(subject, variants));
  }

  private static String check(Subject subject, List<Variant> variants) {
    Parity.Distance largest = new Parity.Distance(0, 0, 0);
    int checked = 0;
    for (Variant variant : variants) {
      if (subject.supports(variant.scenario().model())) {
        Parity.Distance distance = Parity.require(subject, variant.name(), variant.scenario());
        largest = distance.largest() > largest.largest() ? distance : largest;
        checked++;
      }
    }
    if (checked == 0) {
      subject.requireSupport(variants.getFirst().scenario().model());
    }
    return "%d networks over %d steps, %s".formatted(checked, STEPS, Parity.describe(largest));
  }
}
