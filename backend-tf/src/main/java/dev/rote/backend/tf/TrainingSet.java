package dev.rote.backend.tf;

import dev.rote.api.Examples;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** The resident training set: two resource variables, of which steps gather rows by index. */
final class TrainingSet {
  private final InputLayout layout;
  private final VarHandleOp images;
  private final VarHandleOp labels;
  private final Placeholder<TFloat32> newImages;
  private final Placeholder<TInt64> newLabels;
  private final Op assignImages;
  private final Op assignLabels;

  TrainingSet(Ops tf, InputLayout layout) {
    this.layout = layout;
    Shape rows = layout.shape(Shape.UNKNOWN_SIZE);
    Shape list = Shape.of(Shape.UNKNOWN_SIZE);
    images = tf.varHandleOp(TFloat32.class, rows, VarHandleOp.sharedName("train/images"));
    // In 64 bits: TensorFlow keeps 32-bit integers in the processor's memory, even for a GPU.
    labels = tf.varHandleOp(TInt64.class, list, VarHandleOp.sharedName("train/labels"));
    newImages = tf.placeholder(TFloat32.class, Placeholder.shape(rows));
    newLabels = tf.placeholder(TInt64.class, Placeholder.shape(list));
    assignImages = tf.assignVariableOp(images, newImages);
    assignLabels = tf.assignVariableOp(labels, newLabels);
  }

  /** Replaces the set by a copy of these examples. */
  void load(Session session, Examples examples) {
    long[] classes = new long[examples.count()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = examples.labels().get(i);
    }
    try (TFloat32 pixels = layout.tensor(examples.images());
        TInt64 answers = TInt64.vectorOf(classes)) {
      session
          .runner()
          .feed(newImages, pixels)
          .feed(newLabels, answers)
          .addTarget(assignImages)
          .addTarget(assignLabels)
          .run()
          .close();
    }
  }

  /** Returns the images with these indices. */
  Signal images(Ops tf, Operand<TInt32> indices) {
    return layout.signal(tf.resourceGather(images, indices, TFloat32.class));
  }

  /** Returns the labels {@code [n]} with these indices. */
  Operand<TInt64> labels(Ops tf, Operand<TInt32> indices) {
    return tf.resourceGather(labels, indices, TInt64.class);
  }
}
