package dev.rote.runner.report.view.answer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.rote.runner.analysis.SpeedRanking;
import dev.rote.runner.analysis.SpeedRatio;
import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.report.view.Remark;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.Texts;
import dev.rote.runner.report.view.Value;
import dev.rote.runner.result.Measurement;
import dev.rote.runner.result.ThroughputResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which row is the fastest, and whether that is more than chance. */
final class SpeedAnswer {
  /** More models and batch sizes than these are left to the tables. */
  private static final int MOST_GROUPS = 4;

  private SpeedAnswer() {}

  static List<Remark> of(Source source) {
    Map<String, List<ThroughputResult>> groups =
        source.run().throughput().stream()
            .collect(
                groupingBy(
                    row -> row.key().model() + ", batch " + row.key().batch(),
                    LinkedHashMap::new,
                    toList()));
    if (groups.isEmpty()) {
      return List.of(Remark.plain("This run did not measure throughput."));
    }
    List<Remark> remarks = new ArrayList<>();
    groups.entrySet().stream()
        .limit(MOST_GROUPS)
        .forEach(group -> {
          for (Phase phase : Phase.values()) {
            remarks.add(
                sentence(
                    "%s of %s".formatted(name(phase), group.getKey()),
                    SpeedRanking.of(phase, group.getValue()),
                    source.run().missing() > 0));
          }
        });
    if (groups.size() > MOST_GROUPS) {
      remarks.add(
          Remark.plain(
              "%d more models and batch sizes are in the tables."
                  .formatted(groups.size() - MOST_GROUPS)));
    }
    return remarks;
  }

  private static String name(Phase phase) {
    return switch (phase) {
      case TRAINING -> "Training";
      case INFERENCE -> "Inference";
    };
  }

  private static Remark sentence(String what, SpeedRanking ranking, boolean unfinished) {
    List<ThroughputResult> rows = ranking.rows();
    if (rows.isEmpty()) {
      return unfinished
          ? Remark.plain(what + ": nothing is measured yet.")
          : Remark.caution(what + ": nothing is measured.");
    }
    ThroughputResult first = rows.getFirst();
    if (rows.size() == 1) {
      return Remark.plain(
          "%s: %s, %s; there is no other row to compare it with."
              .formatted(what, target(first), speed(ranking, first)));
    }
    return ranking
        .best()
        .map(best -> Remark.good(fastest(what, ranking)))
        .orElseGet(() -> Remark.plain(undecided(what, ranking)));
  }

  private static String fastest(String what, SpeedRanking ranking) {
    ThroughputResult first = ranking.rows().getFirst();
    ThroughputResult next = ranking.rows().get(1);
    return "%s: %s is the fastest, %s: %s as fast as %s, the next."
        .formatted(
            what,
            target(first),
            speed(ranking, first),
            ranking.ratio(first, next).map(Texts::times).orElse(Value.NONE),
            target(next));
  }

  private static String undecided(String what, SpeedRanking ranking) {
    ThroughputResult first = ranking.rows().getFirst();
    List<ThroughputResult> unbeaten = ranking.unbeaten();
    String others = unbeaten.stream().skip(1).map(SpeedAnswer::target).collect(joining(", "));
    ThroughputResult next = unbeaten.get(1);
    Optional<SpeedRatio> ratio = ranking.ratio(first, next);
    return "%s: %s has the highest mean, %s, but no difference is seen to %s (%s)."
        .formatted(
            what,
            target(first),
            speed(ranking, first),
            others,
            ratio.map(Texts::needs).orElse("they have no round in common"));
  }

  private static String target(ThroughputResult row) {
    return row.key().backend() + " " + row.key().device();
  }

  private static String speed(SpeedRanking ranking, ThroughputResult row) {
    Measurement measurement = SpeedRanking.measurement(row, ranking.phase()).orElseThrow();
    return String.format(Locale.ROOT, "%,.0f examples/s", measurement.score());
  }
}
