package dev.rote.testkit;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.Map;

/**
 * What every thread of this process is doing. The process asks itself, which needs no tool of a
 * JDK, and gets an answer also where a thread is in native code.
 */
final class ThreadDump {
  private ThreadDump() {}

  static void print(PrintStream out) {
    out.println("rote: the threads of this process");
    Thread.getAllStackTraces().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(Thread::threadId)))
        .forEach(entry -> print(entry.getKey(), entry.getValue(), out));
    out.flush();
  }

  private static void print(Thread thread, StackTraceElement[] stack, PrintStream out) {
    out.printf(
        "\"%s\"%s %s%n", thread.getName(), thread.isDaemon() ? " daemon" : "", thread.getState());
    for (StackTraceElement frame : stack) {
      out.println("    at " + frame);
    }
  }
}
