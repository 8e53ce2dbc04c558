package dev.rote.runner.worker;

import dev.rote.runner.data.DataRecipe;
import java.util.List;

/**
 * How much memory a worker may use. Images, labels and logits are in direct buffers; the heap has
 * to hold the raw pixels while they are preprocessed, and the parameters. A small heap keeps the
 * resident memory that is reported the framework's own.
 *
 * @param heapBytes limit of the heap
 */
record WorkerMemory(long heapBytes) {
  private static final long MEBIBYTE = 1 << 20;
  private static final long BASE = 640 * MEBIBYTE;

  /** A pixel is a byte; preparation may hold a few copies. */
  private static final int COPIES = 3;

  static WorkerMemory of(DataRecipe data) {
    long images = (long) data.train() + data.test();
    return new WorkerMemory(BASE + COPIES * images * data.set().shape().size());
  }

  List<String> jvmOptions() {
    // Direct memory has no limit of its own: the machine's is the only one that makes sense.
    return List.of("-Xmx" + heapBytes / MEBIBYTE + "m", "-XX:MaxDirectMemorySize=1t");
  }
}
