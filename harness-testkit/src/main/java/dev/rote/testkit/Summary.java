package dev.rote.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * What a verification came to.
 *
 * @param results every verdict
 * @param problems how many jars or directories gave no backend
 * @param absences the devices that were to be checked and could not be opened
 */
record Summary(List<ClauseResult> results, int problems, List<Absence> absences) {
  private static final int HOLDS = 0;
  private static final int BROKEN = 1;
  private static final int NOTHING = 2;
  private static final int UNAVAILABLE = 3;

  Summary {
    results = List.copyOf(results);
    absences = List.copyOf(absences);
  }

  /** Returns that of the command: a clause that fails says more than one that was not checked. */
  int exitCode() {
    if (failed() > 0) {
      return BROKEN;
    }
    if (problems > 0 || !absences.isEmpty()) {
      return UNAVAILABLE;
    }
    return passed() == 0 ? NOTHING : HOLDS;
  }

  String sentence() {
    String verdict =
        switch (exitCode()) {
          case HOLDS -> "the contract holds";
          case BROKEN -> "the contract is broken";
          case NOTHING -> "nothing was checked, which proves nothing";
          case UNAVAILABLE -> "not all of it could be checked";
          default -> throw new IllegalStateException("there is no such exit code");
        };
    List<String> counts = new ArrayList<>();
    counts.add("%d passed, %d failed, %d skipped".formatted(passed(), failed(), skipped()));
    if (problems > 0) {
      counts.add(problems + " without a backend");
    }
    if (!absences.isEmpty()) {
      counts.add(
          "nothing on "
              + String.join(
                  ", ", absences.stream().map(each -> each.device().toString()).toList()));
    }
    return verdict + ": " + String.join(", ", counts);
  }

  private long failed() {
    return results.stream().filter(ClauseResult::failed).count();
  }

  private long skipped() {
    return results.stream().filter(result -> result.verdict() instanceof Verdict.Skipped).count();
  }

  private long passed() {
    return results.size() - failed() - skipped();
  }
}
