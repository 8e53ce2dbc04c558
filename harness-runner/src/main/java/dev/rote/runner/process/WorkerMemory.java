package dev.rote.runner.process;

import java.util.List;

/**
 * How much memory a worker may use. Images, labels and logits are in direct buffers; the heap has
 * to hold the raw pixels while they are preprocessed, and the parameters. A small heap keeps the
 * resident memory that is reported the framework's own.
 *
 * @param heapBytes limit of the heap
 */
public record WorkerMemory(long heapBytes) {
  private static final long MEBIBYTE = 1 << 20;

  /** Returns the options of its {@code java} command. */
  List<String> jvmOptions() {
    // Direct memory has no limit of its own: the machine's is the only one that makes sense.
    return List.of("-Xmx" + heapBytes / MEBIBYTE + "m", "-XX:MaxDirectMemorySize=1t");
  }
}
