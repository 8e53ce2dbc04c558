package dev.rote.runner.process;

import java.time.Duration;

/** How a worker process ended. */
public sealed interface WorkerEnd {
  /** By itself or by a signal. */
  record Exited(int code) implements WorkerEnd {}

  /** It was killed after this long. */
  record TimedOut(Duration after) implements WorkerEnd {}
}
