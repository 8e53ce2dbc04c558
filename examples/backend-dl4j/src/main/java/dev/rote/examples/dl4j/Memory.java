package dev.rote.examples.dl4j;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The native memory of a trainer: arrays of float32 and operations on them, all of them freed when
 * it is closed. ND4J would leave that to the garbage collector, which sees only small objects and
 * comes late.
 */
final class Memory implements AutoCloseable {
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private final Deque<Runnable> frees = new ArrayDeque<>();

  /** Starts ND4J if it is not yet started. */
  Memory(int threads) {
    if (STARTED.compareAndSet(false, true)) {
      // Everything is freed in time here, so that a collection now and then finds nothing.
      Nd4j.getMemoryManager().togglePeriodicGc(false);
    }
    Nd4j.getEnvironment().setMaxThreads(threads);
    Nd4j.getEnvironment().setMaxMasterThreads(threads);
  }

  /** Returns a new array of zeros, row-major. */
  INDArray array(long... shape) {
    INDArray array = Nd4j.create(DataType.FLOAT, shape, 'c');
    frees.push(array::close);
    return array;
  }

  /** Returns a new array of that shape. */
  INDArray like(INDArray other) {
    return array(other.shape());
  }

  /** Returns an array's memory, of 2 GiB at most, as Java sees it. */
  static FloatBuffer buffer(INDArray array) {
    return array.data().pointer().asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** Returns an operation of libnd4j by its name there. */
  NativeOp operation(String name, List<INDArray> inputs, List<INDArray> outputs, long... integers) {
    return operation(name, inputs, outputs, new double[0], integers);
  }

  /** Returns an operation that takes real numbers as well. */
  NativeOp operation(
      String name,
      List<INDArray> inputs,
      List<INDArray> outputs,
      double[] reals,
      long... integers) {
    NativeOp operation = new NativeOp(name, inputs, outputs, reals, integers);
    frees.push(operation::close);
    return operation;
  }

  @Override
  public void close() {
    while (!frees.isEmpty()) {
      frees.pop().run();
    }
  }
}
