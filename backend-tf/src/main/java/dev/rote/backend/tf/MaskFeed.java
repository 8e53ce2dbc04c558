package dev.rote.backend.tf;

import dev.rote.api.Batches;
import dev.rote.api.LayerNode;
import java.nio.FloatBuffer;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The dropout mask of a layer in a step of a graph: a placeholder, and the memory fed to it. */
final class MaskFeed implements AutoCloseable {
  private final LayerNode dropout;
  private final ChannelsLast order;
  private final Placeholder<TFloat32> placeholder;
  private final TFloat32 tensor;
  private final FloatBuffer drawn;

  /**
   * @param x what the mask is multiplied with
   */
  MaskFeed(Ops tf, LayerNode dropout, Signal x, int batchSize) {
    this.dropout = dropout;
    order = x.order(1);
    Shape shape =
        x.flat()
            ? Shape.of(batchSize, order.size())
            : Shape.of(batchSize, x.height(), x.width(), x.channels());
    placeholder = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
    tensor = TFloat32.tensorOf(shape);
    drawn = FloatBuffer.allocate(batchSize * order.size());
  }

  Operand<TFloat32> placeholder() {
    return placeholder;
  }

  /** Feeds the mask of one of these steps. */
  void feed(Session.Runner runner, Batches batches, int step) {
    batches.dropoutMask(step, dropout, drawn);
    FloatDataBuffer target = Tensors.buffer(tensor);
    float[] canonical = new float[order.size()];
    float[] mask = new float[order.size()];
    for (int i = 0; i < batches.batchSize(); i++) {
      drawn.get(i * mask.length, canonical);
      order.fromCanonical(canonical, mask);
      target.offset((long) i * mask.length).write(mask);
    }
    runner.feed(placeholder, tensor);
  }

  @Override
  public void close() {
    tensor.close();
  }
}
