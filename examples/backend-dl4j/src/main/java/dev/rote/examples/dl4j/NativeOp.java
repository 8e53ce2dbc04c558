package dev.rote.examples.dl4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One operation of libnd4j with the arrays that it reads and writes: set up once and run in every
 * step, since setting up costs more than a small operation itself.
 */
final class NativeOp implements Runnable, AutoCloseable {
  private final CustomOp operation;
  private final OpContext context;

  NativeOp(
      String name, List<INDArray> inputs, List<INDArray> outputs, double[] reals, long[] integers) {
    operation = DynamicCustomOp.builder(name).build();
    context = Nd4j.getExecutioner().buildContext();
    context.setInputArrays(inputs);
    context.setOutputArrays(outputs);
    context.setTArguments(reals);
    context.setIArguments(integers);
  }

  @Override
  public void run() {
    Nd4j.getExecutioner().exec(operation, context);
  }

  @Override
  public void close() {
    try {
      context.close();
    } catch (Exception e) {
      throw new IllegalStateException("an operation of ND4J cannot be freed", e);
    }
  }
}
