package dev.rote.runner.worker;

/** Adds up the time spent in some calls. */
final class Stopwatch {
  private long nanoseconds;

  void time(Runnable call) {
    long start = System.nanoTime();
    call.run();
    nanoseconds += System.nanoTime() - start;
  }

  double seconds() {
    return nanoseconds / 1e9;
  }
}
