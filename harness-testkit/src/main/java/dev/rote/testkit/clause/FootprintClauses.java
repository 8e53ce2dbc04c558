package dev.rote.testkit.clause;

import static dev.rote.testkit.clause.ClauseFailure.unless;
import static java.util.stream.Collectors.joining;

import dev.rote.testkit.clause.Clause.Footprint;
import java.util.List;

/** What a process leaves on the machine of whoever runs it. A framework is to compute, no more. */
final class FootprintClauses {
  private FootprintClauses() {}

  static List<Clause> all() {
    return List.of(
        new Clause.InEmptyHome(
            "leaves-nothing",
            "leaves nothing in the user's home but unpacked natives",
            Finds.mistakes(
                "telemetry that keeps an id or a queue in the home, caches that nobody knows of"),
            FootprintClauses::trainAndPredict,
            FootprintClauses::judge));
  }

  private static String trainAndPredict(Subject subject) {
    subject.run(CoreScenario.of(subject));
    return "trained and predicted";
  }

  private static String judge(List<Footprint> left) {
    List<Footprint> strange = left.stream().filter(each -> !each.natives()).toList();
    unless(
        strange.isEmpty(),
        "in an empty home it leaves %s: switch off in launch what writes there, by a variable or an"
            + " option; it is also work that others do not do",
        text(strange));
    return left.isEmpty() ? "nothing" : "unpacked natives: " + text(left);
  }

  private static String text(List<Footprint> places) {
    return places.stream()
        .map(each -> "%s (%d KiB)".formatted(each.place(), (each.bytes() + 1023) >> 10))
        .collect(joining(", "));
  }
}
