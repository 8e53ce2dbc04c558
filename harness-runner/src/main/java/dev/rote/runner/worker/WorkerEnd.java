package dev.rote.runner.worker;

import java.time.Duration;

/** How a worker process ended. */
sealed interface WorkerEnd {
  /** By itself or by a signal. */
  record Exited(int code) implements WorkerEnd {}

  /** It was killed after this long. */
  record TimedOut(Duration after) implements WorkerEnd {}
}
