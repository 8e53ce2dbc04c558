package dev.rote.runner.worker;

/**
 * What went wrong in a JMH fork. JMH hands exceptions on by serialization, which those of a
 * backend's own classes do not survive: only what they say does.
 */
final class ForkFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Outcome outcome;

  ForkFailedException(WorkerEvent.Failed failure) {
    super(failure.reason());
    outcome = failure.outcome();
  }

  WorkerEvent.Failed failure() {
    return new WorkerEvent.Failed(outcome, getMessage());
  }
}
