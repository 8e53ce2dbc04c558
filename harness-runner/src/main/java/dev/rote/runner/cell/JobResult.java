package dev.rote.runner.cell;

import dev.rote.runner.process.Conversation;
import dev.rote.runner.process.CrashReason;
import dev.rote.runner.process.Processes;
import dev.rote.runner.process.WorkerEnd;
import dev.rote.runner.process.WorkerLaunch;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.wire.Event;
import dev.rote.runner.wire.ExitCode;
import dev.rote.runner.wire.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a job gave whose answers are events of one kind.
 *
 * @param answers those that arrived
 * @param failure why there are not more, if the job or its process failed
 */
record JobResult<T extends Event>(List<T> answers, Optional<Event.Failed> failure) {
  private static final Event.Failed EXITED =
      new Event.Failed(
          Outcome.CRASHED,
          "its process exited with code 0 before it had finished: the backend called exit or halt");

  JobResult {
    answers = List.copyOf(answers);
  }

  /** Runs a job in a process of its own and waits for its end. */
  static <T extends Event> JobResult<T> of(
      Processes processes, WorkerLaunch launch, Job job, Class<T> kind) throws IOException {
    List<T> answers = new ArrayList<>();
    List<Event.Failed> failures = new ArrayList<>();
    WorkerEnd end =
        Conversation.run(
            processes,
            launch,
            job,
            event -> {
              if (kind.isInstance(event)) {
                answers.add(kind.cast(event));
              } else if (event instanceof Event.Failed failed) {
                failures.add(failed);
              }
            });
    return new JobResult<>(
        answers, failures.stream().findFirst().or(() -> failure(end, launch.log())));
  }

  /** Returns what the end of a process says where the worker itself said nothing. */
  static Optional<Event.Failed> failure(WorkerEnd end, Path log) {
    return switch (end) {
      case WorkerEnd.TimedOut(var after) ->
          Optional.of(
              new Event.Failed(
                  Outcome.TIMED_OUT, "it was stopped after " + after.toSeconds() + " s"));
      case WorkerEnd.Exited(int code) when code == ExitCode.DONE -> Optional.empty();
      case WorkerEnd.Exited(int code) ->
          Optional.of(new Event.Failed(Outcome.CRASHED, CrashReason.of(code, log)));
    };
  }

  /** Returns why work is not finished whose process has ended and said nothing about it. */
  static Event.Failed unfinished(WorkerEnd end, Path log) {
    return failure(end, log).orElse(EXITED);
  }

  /** Returns the only answer, or empty if the job failed before it gave one. */
  Optional<T> answer() {
    return answers.stream().findFirst();
  }

  /** Returns the failure of a job that gave no answer. */
  Event.Failed requireFailure() {
    return failure.orElse(EXITED);
  }

  /** Returns how a job ended of which one answer is wanted: done if it gave it. */
  Ending ending(Path log) {
    Optional<String> name = Logs.name(log);
    if (answer().isPresent()) {
      return Ending.done(name);
    }
    Event.Failed failed = requireFailure();
    return new Ending(failed.outcome(), Optional.of(failed.reason()), name);
  }
}
