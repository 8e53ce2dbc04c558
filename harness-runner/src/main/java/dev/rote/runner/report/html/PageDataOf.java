package dev.rote.runner.report.html;

import dev.rote.runner.analysis.Disturbance;
import dev.rote.runner.analysis.ParityGrowth;
import dev.rote.runner.analysis.Speed;
import dev.rote.runner.analysis.SpeedRanking;
import dev.rote.runner.analysis.SpeedRatio;
import dev.rote.runner.analysis.SpeedRatio.Phase;
import dev.rote.runner.analysis.learning.Capacity;
import dev.rote.runner.analysis.learning.CorruptionSweep;
import dev.rote.runner.analysis.learning.Figure;
import dev.rote.runner.analysis.learning.LearningDifference;
import dev.rote.runner.report.html.PageData.CapacityData;
import dev.rote.runner.report.html.PageData.Curves;
import dev.rote.runner.report.html.PageData.DifferenceData;
import dev.rote.runner.report.html.PageData.IncomparableData;
import dev.rote.runner.report.html.PageData.PaperData;
import dev.rote.runner.report.html.PageData.PointData;
import dev.rote.runner.report.html.PageData.RateData;
import dev.rote.runner.report.html.PageData.RatioData;
import dev.rote.runner.report.html.PageData.RowData;
import dev.rote.runner.report.html.PageData.SpeedData;
import dev.rote.runner.report.html.PageData.SweepData;
import dev.rote.runner.report.view.Comparability;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Row;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.report.view.SpeedRow;
import dev.rote.runner.report.view.Texts;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Measurement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Collects what the script of a page needs. */
final class PageDataOf {
  private static final int DIGITS = 4;
  private static final int FEW_DIGITS = 3;

  private final Report report;
  private final Comparability comparability = new Comparability();
  private final List<SpeedRow> speeds;
  private final Set<String> figures = new LinkedHashSet<>();
  private final Map<Source, LearningDifference.Judge> judges = new LinkedHashMap<>();

  private PageDataOf(Report report) {
    this.report = report;
    speeds = SpeedRow.of(report);
    for (Source source : report.sources()) {
      LearningDifference.Judge judge = new LearningDifference.Judge(source.twins());
      judges.put(source, judge);
      judge.figures().forEach(figure -> figures.add(figure.name()));
    }
  }

  static PageData report(Report report) {
    return new PageDataOf(report).data();
  }

  private PageData data() {
    List<IncomparableData> incomparable = new ArrayList<>();
    return new PageData(
        List.copyOf(figures),
        report.rows().stream().map(this::row).toList(),
        speeds.stream().map(this::speed).toList(),
        ratios(),
        learning(incomparable),
        incomparable,
        floors(),
        sweeps(),
        capacities(),
        report.sources().stream().anyMatch(source -> source.run().missing() > 0));
  }

  private String label(Source source) {
    return report.sources().size() > 1 ? source.label() : "";
  }

  private RowData row(Row row) {
    return new RowData(
        label(row.source()),
        row.key().model(),
        row.key().experiment(),
        row.key().name(),
        row.key().seed(),
        row.key().backend(),
        row.key().device().toString(),
        row.cell().outcome(),
        speedOf(row),
        rounded(row.cell().worker().startupSeconds()),
        row.cell().worker().peakRssBytes(),
        curves(row.learning().epochs()),
        parity(row),
        values(row),
        paper(row));
  }

  private OptionalInt speedOf(Row row) {
    for (int i = 0; i < speeds.size(); i++) {
      if (speeds.get(i).isOf(row)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static Curves curves(List<EpochResult> epochs) {
    List<Double> seconds = new ArrayList<>();
    double sum = 0;
    for (EpochResult epoch : epochs) {
      sum += epoch.trainSeconds();
      seconds.add(rounded(sum, DIGITS));
    }
    return new Curves(
        seconds,
        epochs.stream().map(epoch -> finite(epoch.trainLoss())).toList(),
        epochs.stream().map(epoch -> rounded(epoch.trainAccuracy(), DIGITS)).toList(),
        epochs.stream()
            .filter(epoch -> epoch.testLoss().isPresent())
            .map(epoch -> finite(epoch.testLoss().getAsDouble()))
            .toList(),
        epochs.stream()
            .flatMap(epoch -> epoch.testAccuracy().stream().boxed())
            .map(accuracy -> rounded(accuracy, DIGITS))
            .toList());
  }

  private static Optional<Double> finite(double value) {
    return Double.isFinite(value) ? Optional.of(rounded(value, DIGITS)) : Optional.empty();
  }

  /**
   * There are hundreds of thousands of them, for which decimals of arbitrary size take too long.
   */
  static double rounded(double value, int digits) {
    if (value == 0 || !Double.isFinite(value)) {
      return value;
    }
    int exponent = digits - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
    double scale = Math.pow(10, Math.abs(exponent));
    double rounded =
        exponent >= 0 ? Math.rint(value * scale) / scale : Math.rint(value / scale) * scale;
    return Double.isFinite(rounded) ? rounded : value;
  }

  private static OptionalDouble rounded(OptionalDouble value) {
    return value.isPresent()
        ? OptionalDouble.of(rounded(value.getAsDouble(), DIGITS))
        : OptionalDouble.empty();
  }

  private static List<Double> parity(Row row) {
    return Optional.ofNullable(row.source().run().references().get(row.key().experiment()))
        .map(reference -> few(ParityGrowth.of(row.learning().trace(), reference)))
        .orElse(List.of());
  }

  private static List<Double> few(List<Double> differences) {
    return differences.stream()
        .filter(Double::isFinite)
        .map(difference -> rounded(difference, FEW_DIGITS))
        .toList();
  }

  private List<OptionalDouble> values(Row row) {
    Map<String, Figure> own = new HashMap<>();
    judges.get(row.source()).figures().forEach(figure -> own.put(figure.name(), figure));
    return figures.stream()
        .map(name ->
            Optional.ofNullable(own.get(name))
                .map(figure -> figure.of().apply(row.learning()))
                .filter(value -> value.isPresent() && Double.isFinite(value.getAsDouble()))
                .orElse(OptionalDouble.empty()))
        .toList();
  }

  private static Optional<PaperData> paper(Row row) {
    return row.published()
        .map(published ->
            new PaperData(
                published.figure().where(),
                published.figure().of().name().toLowerCase(Locale.ROOT),
                published.figure().trainAccuracy(),
                published.figure().testAccuracy(),
                published.trainAccuracy(),
                published.testAccuracy()));
  }

  private SpeedData speed(SpeedRow row) {
    return new SpeedData(
        label(row.source()),
        row.result().key().model(),
        row.result().key().batch(),
        row.result().key().backend(),
        row.result().key().device().toString(),
        row.result().train().map(measured -> rate(measured, row, Phase.TRAINING)),
        row.result().predict().map(measured -> rate(measured, row, Phase.INFERENCE)));
  }

  private static RateData rate(Measurement measurement, SpeedRow row, Phase phase) {
    Speed.Shown shown = Speed.shown(measurement);
    OptionalDouble half =
        shown.relativeError().isPresent()
            ? OptionalDouble.of(shown.relativeError().getAsDouble() * shown.value())
            : OptionalDouble.empty();
    return new RateData(
        whole(shown.value()),
        half.isPresent()
            ? OptionalDouble.of(whole(Math.max(0, shown.value() - half.getAsDouble())))
            : range(shown, Speed.Range::lowest),
        half.isPresent()
            ? OptionalDouble.of(whole(shown.value() + half.getAsDouble()))
            : range(shown, Speed.Range::highest),
        half.isPresent(),
        forks(measurement, row, phase),
        disturbed(row, phase));
  }

  /** All that were measured, in order, also those that are set aside. */
  private static List<Double> forks(Measurement measurement, SpeedRow row, Phase phase) {
    List<Double> all =
        row.result().rounds().stream()
            .flatMap(fork -> fork.samples().stream())
            .map(samples -> Speed.mean(phase.of(samples)))
            .toList();
    // Old results have no rounds.
    return (all.isEmpty() ? Speed.means(measurement.forks()) : all)
        .stream().map(PageDataOf::whole).toList();
  }

  private static String disturbed(Disturbance fork, Phase phase) {
    return fork.fork()
        .setAside()
        .map(why -> fork.of(phase).orElse(why) + " (measured again, and set aside)")
        .or(() -> fork.of(phase))
        .orElse("");
  }

  private static List<String> disturbed(SpeedRow row, Phase phase) {
    List<String> why =
        Disturbance.of(row.result()).stream().map(fork -> disturbed(fork, phase)).toList();
    return why.stream().allMatch(String::isEmpty) ? List.of() : why;
  }

  private static OptionalDouble range(Speed.Shown shown, ToDoubleFunction<Speed.Range> end) {
    return shown.range().stream().mapToDouble(range -> whole(end.applyAsDouble(range))).findFirst();
  }

  private static double whole(double value) {
    return Math.rint(value);
  }

  private List<RatioData> ratios() {
    List<RatioData> ratios = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      for (int i = 0; i < speeds.size(); i++) {
        for (int j = 0; j < speeds.size(); j++) {
          if (i != j && speeds.get(i).sameWork(speeds.get(j))) {
            add(ratios, phase, i, j);
          }
        }
      }
    }
    return ratios;
  }

  private void add(List<RatioData> ratios, Phase phase, int row, int baseline) {
    SpeedRow above = speeds.get(row);
    SpeedRow below = speeds.get(baseline);
    if (comparability.ofSpeed(above.source(), below.source()).isPresent()) {
      return;
    }
    Optional<SpeedRatio> ratio =
        above.source().equals(below.source())
            ? SpeedRanking.of(phase, above.rivals(speeds)).ratio(above.result(), below.result())
            : SpeedRatio.ofRuns(above.result(), below.result(), phase, 1);
    ratio.ifPresent(present ->
        ratios.add(
            new RatioData(
                phase.name().toLowerCase(Locale.ROOT),
                row,
                baseline,
                rounded(present.value(), DIGITS),
                present.interval().stream()
                    .mapToDouble(interval -> rounded(interval.low(), DIGITS))
                    .findFirst(),
                present.interval().stream()
                    .mapToDouble(interval -> rounded(interval.high(), DIGITS))
                    .findFirst(),
                present.differs(),
                present.differs() ? Optional.empty() : Optional.of(Texts.needs(present)))));
  }

  private List<DifferenceData> learning(List<IncomparableData> incomparable) {
    List<DifferenceData> differences = new ArrayList<>();
    Map<String, List<Integer>> experiments = new LinkedHashMap<>();
    for (int i = 0; i < report.rows().size(); i++) {
      experiments
          .computeIfAbsent(report.rows().get(i).key().experiment(), id -> new ArrayList<>())
          .add(i);
    }
    for (List<Integer> places : experiments.values()) {
      for (int i : places) {
        for (int j : places) {
          if (i < j) {
            addPair(differences, incomparable, i, j);
          }
        }
      }
    }
    return differences;
  }

  private void addPair(
      List<DifferenceData> differences, List<IncomparableData> incomparable, int i, int j) {
    Row one = report.rows().get(i);
    Row other = report.rows().get(j);
    comparability
        .ofSpeed(one.source(), other.source())
        .ifPresent(why -> incomparable.add(new IncomparableData("speed", i, j, why)));
    Optional<String> unlike = comparability.ofLearning(one, other);
    unlike.ifPresent(why -> incomparable.add(new IncomparableData("learning", i, j, why)));
    if (unlike.isPresent()) {
      return;
    }
    int place = 0;
    for (String name : figures) {
      int figure = place++;
      judgement(one, other, name)
          .filter(verdict -> verdict != LearningDifference.NONE)
          .ifPresent(verdict ->
              differences.add(
                  new DifferenceData(i, j, figure, verdict.name().toLowerCase(Locale.ROOT))));
    }
  }

  /** Twins of two runs are not judged together: what differs between runs is open. */
  private Optional<LearningDifference> judgement(Row one, Row other, String name) {
    Optional<Figure> figure =
        judges.get(one.source()).figures().stream()
            .filter(each -> each.name().equals(name))
            .findFirst();
    if (one.source().equals(other.source())) {
      return figure.flatMap(each -> judges.get(one.source()).of(one.cell(), other.cell(), each));
    }
    return figure.map(each ->
        each.of().apply(one.learning()).equals(each.of().apply(other.learning()))
            ? LearningDifference.NONE
            : LearningDifference.OPEN);
  }

  private Map<String, List<Double>> floors() {
    Map<String, List<Double>> floors = new LinkedHashMap<>();
    for (Source source : report.sources()) {
      source
          .run()
          .references()
          .forEach((experiment, reference) ->
              ParityGrowth.floor(reference)
                  .ifPresent(floor -> floors.putIfAbsent(experiment, few(floor))));
    }
    return floors;
  }

  private List<SweepData> sweeps() {
    List<SweepData> sweeps = new ArrayList<>();
    for (Source source : report.sources()) {
      for (CorruptionSweep sweep : CorruptionSweep.of(source.run(), source.suite().experiments())) {
        List<PointData> points =
            sweep.points().stream()
                .map(point ->
                    new PointData(
                        point.corruption(),
                        place(source, point.cell()),
                        rounded(point.slowdown()),
                        rounded(point.testError())))
                .toList();
        sweeps.add(new SweepData(name(source, sweep.cell()), points));
      }
    }
    return sweeps;
  }

  private List<CapacityData> capacities() {
    List<CapacityData> capacities = new ArrayList<>();
    for (Source source : report.sources()) {
      for (Capacity capacity : Capacity.of(source.run(), source.suite().experiments())) {
        capacities.add(
            new CapacityData(
                name(source, capacity.cell()),
                place(source, capacity.cell()),
                capacity.points().stream().map(Capacity.Point::examples).toList(),
                capacity.points().stream()
                    .map(point -> rounded(point.bitsPerParameter(), DIGITS))
                    .toList()));
      }
    }
    return capacities;
  }

  private int place(Source source, CellResult cell) {
    for (int i = 0; i < report.rows().size(); i++) {
      Row row = report.rows().get(i);
      if (row.source().equals(source) && row.key().equals(cell.key())) {
        return i;
      }
    }
    throw new IllegalStateException(cell.key() + " is no row of the report");
  }

  private String name(Source source, CellResult cell) {
    List<String> parts = new ArrayList<>();
    if (report.sources().size() > 1) {
      parts.add(source.label());
    }
    if (!report.one(row -> row.key().model())) {
      parts.add(cell.key().model());
    }
    if (!report.one(row -> row.key().seed())) {
      parts.add("seed " + cell.key().seed());
    }
    parts.add(cell.key().backend() + " " + cell.key().device());
    return String.join(", ", parts);
  }
}
