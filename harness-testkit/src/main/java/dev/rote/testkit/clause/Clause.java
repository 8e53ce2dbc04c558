package dev.rote.testkit.clause;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plugin.Plugin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One thing that every backend must do, and how it is found out whether it does. */
public sealed interface Clause {
  /** Returns the clause's name, such as {@code momentum}. */
  String id();

  /** Returns what holds, as a sentence about the backend without a subject or a full stop. */
  String title();

  /** Returns the mistakes that it finds. */
  Finds finds();

  /**
   * Returns how long it may take in a process that has loaded the framework: about ten times what
   * the slowest backend here takes on two old cores.
   */
  default Duration limit() {
    return BRIEF;
  }

  /** For networks of a few layers and a few steps, which take a second at most. */
  Duration BRIEF = Duration.ofSeconds(30);

  /** For what takes many seconds: thousands of steps, dozens of trainers, the paper's networks. */
  Duration LONG = Duration.ofSeconds(180);

  /**
   * Looks at a backend in its worker process.
   *
   * @see Subject
   */
  @FunctionalInterface
  interface WorkerCheck {
    /**
     * Returns what was found, with figures where there are some.
     *
     * @throws ClauseFailure if the clause does not hold
     * @throws ClauseSkip if it does not apply
     * @throws Exception anything else fails the clause as well
     */
    String check(Subject subject) throws Exception;
  }

  /** Looks at a backend in the harness's own process, where no native code may be loaded. */
  @FunctionalInterface
  interface HarnessCheck {
    /** Returns what was found; throws as {@link WorkerCheck#check} does. */
    String check(Plugin plugin, Device device, int threads);
  }

  /** Judges in the harness's own process what worker processes have to show. */
  @FunctionalInterface
  interface Judge {
    /**
     * Returns what was found; throws as {@link WorkerCheck#check} does.
     *
     * @throws IOException if a log cannot be read, or no further process can be started
     */
    String judge(Trial trial) throws IOException;
  }

  /**
   * What a judge has before it.
   *
   * @param target the backend on its device
   * @param threads how many the framework was allowed for one operation
   * @param evidence of each process
   * @param limit how long a further process may take
   */
  record Trial(Target target, int threads, List<Evidence> evidence, Duration limit) {
    public Trial {
      requireNonNull(target, "target is null");
      requireNonNull(limit, "limit is null");
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * What one worker process has to show.
   *
   * @param text what its check returned
   * @param log what the process printed
   */
  record Evidence(String text, Path log) {}

  /** Is checked without a process. */
  record InHarness(String id, String title, Finds finds, HarnessCheck check) implements Clause {
    public InHarness {
      requireTexts(id, title, finds);
      requireNonNull(check, "check is null");
    }
  }

  /**
   * Is checked in a worker process.
   *
   * @param alone whether in one that checks nothing else, with a heap of fixed size
   */
  record InWorker(
      String id, String title, Finds finds, boolean alone, Duration limit, WorkerCheck check)
      implements Clause {
    public InWorker {
      requireTexts(id, title, finds);
      requireNonNull(limit, "limit is null");
      requireNonNull(check, "check is null");
    }

    /** One that is checked with others and is over in a moment. */
    InWorker(String id, String title, Finds finds, WorkerCheck check) {
      this(id, title, finds, false, BRIEF, check);
    }
  }

  /**
   * Is checked from the evidence of processes of its own.
   *
   * @param processes how many
   * @param environment variables they get beside the backend's own
   * @param evidence gathers in each of them
   * @param judge decides
   */
  record ByEvidence(
      String id,
      String title,
      Finds finds,
      int processes,
      Map<String, String> environment,
      WorkerCheck evidence,
      Judge judge)
      implements Clause {
    public ByEvidence {
      requireTexts(id, title, finds);
      requireNonNull(evidence, "evidence is null");
      requireNonNull(judge, "judge is null");
      environment = Map.copyOf(environment);
    }
  }

  /**
   * Is checked in a worker process that has an empty home, from what it leaves in it.
   *
   * @param check what the process does
   * @param judge decides
   */
  record InEmptyHome(String id, String title, Finds finds, WorkerCheck check, FootprintJudge judge)
      implements Clause {
    public InEmptyHome {
      requireTexts(id, title, finds);
      requireNonNull(check, "check is null");
      requireNonNull(judge, "judge is null");
    }

    /** Natives are unpacked first, as on the first start on a machine. */
    @Override
    public Duration limit() {
      return LONG;
    }
  }

  /** Judges what a process has left behind. */
  @FunctionalInterface
  interface FootprintJudge {
    /** Returns what was found; throws as {@link WorkerCheck#check} does. */
    String judge(List<Footprint> left);
  }

  /**
   * What a process has left behind in one place.
   *
   * @param place for people, such as {@code ~/.javacpp}
   * @param bytes of all of its files
   * @param natives whether there are native libraries among them
   */
  record Footprint(String place, long bytes, boolean natives) {
    public Footprint {
      requireNonNull(place, "place is null");
    }
  }

  private static void requireTexts(String id, String title, Finds finds) {
    if (id.isBlank() || title.isBlank() || finds.isEmpty()) {
      throw new IllegalArgumentException("a clause has an id, a title and what it finds");
    }
  }
}
