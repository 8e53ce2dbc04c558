package dev.rote.runner.report.view;

import static java.util.stream.Collectors.joining;

import dev.rote.runner.analysis.EarlyStopping;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.Milestone;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.Threshold;
import dev.rote.runner.result.ThroughputResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The columns of the summary: what all rows share has none, and stands in the title. */
public final class Columns {
  /** Key of the column with training examples/s. */
  public static final String TRAINING = "training";

  /** Key of the column with examples/s predicted. */
  public static final String INFERENCE = "inference";

  private final Report report;
  private final List<Column> columns = new ArrayList<>();

  private Columns(Report report) {
    this.report = report;
  }

  /** Returns those that a terminal has room for. */
  public static List<Column> few(Report report) {
    Columns columns = new Columns(report);
    columns.addNames();
    columns.addSpeed();
    columns.addZeroLoss();
    columns.addSecondsToZero();
    columns.addZeroError();
    columns.addParity();
    columns.addLastAccuracy();
    columns.addOutcome();
    return List.copyOf(columns.columns);
  }

  /** Returns all of them. */
  public static List<Column> all(Report report) {
    Columns columns = new Columns(report);
    columns.addNames();
    // What did not end well is to be seen before anybody scrolls.
    columns.addOutcome();
    columns.addSpeed();
    columns.addShareOfPeak();
    columns.addZeroLoss();
    columns.addExamplesSeen();
    columns.addSecondsToZero();
    columns.addZeroError();
    columns.addLastAccuracy();
    columns.addBestAccuracy();
    columns.addGap();
    columns.addPublished();
    columns.addParity();
    columns.addAttestation();
    return List.copyOf(columns.columns);
  }

  /** Returns the title, which holds what all rows share, or that there is none. */
  public static String title(Report report) {
    if (report.rows().isEmpty()) {
      return report.sources().getFirst().run().name() + ": no cell is done";
    }
    Row first = report.rows().getFirst();
    StringBuilder title = new StringBuilder(names(report));
    if (report.one(row -> row.key().model())) {
      title.append(", ").append(first.key().model());
    }
    if (report.one(row -> row.key().seed())) {
      title.append(", seed ").append(first.key().seed());
    }
    if (report.one(row -> row.source().run().settings())) {
      int threads = first.source().run().settings().threads();
      title.append(threads == 1 ? ", 1 thread" : ", " + threads + " threads");
    }
    return title.toString();
  }

  /** Runs of one suite are called after it, others after themselves. */
  private static String names(Report report) {
    List<String> suites =
        report.sources().stream().map(source -> source.run().name()).distinct().toList();
    return suites.size() == 1
        ? suites.getFirst()
        : report.sources().stream().map(Source::label).collect(joining(", "));
  }

  private void addNames() {
    if (!report.one(row -> row.key().model())) {
      text("model", "model", "the network", row -> row.key().model());
    }
    text(
        "experiment",
        "experiment",
        "the suite's name of it, with the values of its sweeps",
        row -> row.key().name());
    if (!report.one(row -> row.key().seed())) {
      number("seed", "seed", "of everything that is drawn", row -> seed(row.key().seed()));
    }
    if (report.sources().size() > 1) {
      text("run", "run", "which of the runs", row -> row.source().label());
    }
    text("backend", "backend", "the framework", row -> row.key().backend());
    text("device", "device", "where it ran", row -> row.key().device().toString());
  }

  private static Value seed(long seed) {
    return Value.of(String.valueOf(seed), seed);
  }

  private void addSpeed() {
    number(
        TRAINING,
        "training\nex/s",
        "training examples/s, the mean of the forks with a 95% interval; the median and the range of fewer than three",
        row -> Value.rate(row.speed().flatMap(ThroughputResult::train)));
    number(
        INFERENCE,
        "inference\nex/s",
        "examples/s predicted in evaluation mode, written likewise",
        row -> Value.rate(row.speed().flatMap(ThroughputResult::predict)));
  }

  private void addShareOfPeak() {
    number(
        "share-of-peak",
        "of the\npeak",
        "what training uses of the processor's measured float32 peak, counting matrix products only",
        row -> percent(shareOfPeak(row)));
  }

  private static OptionalDouble shareOfPeak(Row row) {
    return row.speed().map(ThroughputResult::shareOfPeak).orElse(OptionalDouble.empty());
  }

  private void addZeroLoss() {
    report
        .zeroLoss()
        .ifPresent(threshold ->
            number(
                "epochs-to-zero-loss",
                "epochs to\n" + threshold.text(),
                "epochs until the loss of the training set was " + atMost(threshold),
                row -> epochs(row, row.zeroLoss())));
  }

  private static String atMost(Threshold threshold) {
    return threshold.text().substring(threshold.text().indexOf(' ') + 1) + " or less";
  }

  private void addExamplesSeen() {
    number(
        "examples-seen",
        "examples\nto it",
        "training examples seen until then, each as often as it was shown",
        row ->
            zero(row)
                .map(milestone ->
                    Value.of(Texts.whole(row.examplesSeen(milestone)), row.examplesSeen(milestone)))
                .orElse(Value.EMPTY));
  }

  private void addSecondsToZero() {
    number(
        "seconds-to-zero",
        "seconds\nto it",
        "seconds of training calls until then; evaluation is not counted",
        row ->
            zero(row)
                .map(milestone -> Value.of(Texts.seconds(milestone.seconds()), milestone.seconds()))
                .orElse(Value.EMPTY));
  }

  /** Of the loss, which is the headline, or of the error where no loss counts as zero. */
  private Optional<Milestone> zero(Row row) {
    return report.zeroLoss().isPresent() ? row.zeroLoss() : row.zeroError();
  }

  private void addZeroError() {
    report
        .zeroError()
        .ifPresent(threshold ->
            number(
                "epochs-to-zero-error",
                "epochs to\n" + threshold.text(),
                "epochs until the share of training examples classified wrongly was "
                    + atMost(threshold),
                row -> epochs(row, row.zeroError())));
  }

  /** What was not reached sorts behind everything that was. */
  private static Value epochs(Row row, Optional<Milestone> reached) {
    return reached
        .map(milestone -> Value.of(String.valueOf(milestone.epoch()), milestone.epoch()))
        .or(() ->
            row.learning()
                .last()
                .map(last -> Value.of(">" + last.epoch(), Double.POSITIVE_INFINITY)))
        .orElse(Value.EMPTY);
  }

  private void addLastAccuracy() {
    number(
        "train-accuracy",
        "train\nacc",
        "accuracy on the training set after the last epoch",
        row -> percent(row.learning().trainAccuracy()));
    number(
        "test-accuracy",
        "test\nacc",
        "accuracy on the test set after the last epoch",
        row -> percent(row.learning().testAccuracy()));
  }

  private void addBestAccuracy() {
    number(
        "best-train-accuracy",
        "train acc\nat best",
        "accuracy on the training set after the epoch with the best test accuracy",
        row -> percent(best(row, epoch -> OptionalDouble.of(epoch.trainAccuracy()))));
    number(
        "best-test-accuracy",
        "test acc\nat best",
        "accuracy on the test set after the epoch where it was best",
        row -> percent(best(row, EpochResult::testAccuracy)));
    number(
        "best-epoch",
        "best\nepoch",
        "the first epoch with the best test accuracy, of all that were trained",
        row ->
            row.learning()
                .best()
                .map(best ->
                    Value.of(
                        "%d of %d"
                            .formatted(best.epoch(), row.learning().last().orElseThrow().epoch()),
                        best.epoch()))
                .orElse(Value.EMPTY));
    number(
        "early-stopping-gain",
        "early\nstop",
        "points of test accuracy that stopping after the best epoch would have gained; the test set chooses that epoch",
        row ->
            EarlyStopping.of(row.learning())
                .map(stopping ->
                    Value.of(
                        String.format(Locale.ROOT, "+%.1f", 100 * stopping.gain()),
                        stopping.gain()))
                .orElse(Value.EMPTY));
  }

  private static OptionalDouble best(Row row, Function<EpochResult, OptionalDouble> part) {
    return row.learning().best().map(part).orElse(OptionalDouble.empty());
  }

  private void addGap() {
    number(
        "generalization-gap",
        "gap",
        "generalization gap: training accuracy less test accuracy after the last epoch",
        row -> percent(row.generalizationGap()));
  }

  private void addPublished() {
    if (report.rows().stream().allMatch(row -> row.published().isEmpty())) {
      return;
    }
    number(
        "published-train-accuracy",
        "train acc\npublished",
        "the training accuracy that a paper published, and how many points ours is from it; of the best epoch where the figure is, and else of the last",
        row ->
            published(
                row,
                row.published()
                    .map(published -> published.figure().trainAccuracy())
                    .orElse(OptionalDouble.empty()),
                row.published().map(Row.Published::trainAccuracy).orElse(OptionalDouble.empty())));
    number(
        "published-test-accuracy",
        "test acc\npublished",
        "the same of the test accuracy",
        row ->
            published(
                row,
                row.published()
                    .map(published -> published.figure().testAccuracy())
                    .orElse(OptionalDouble.empty()),
                row.published().map(Row.Published::testAccuracy).orElse(OptionalDouble.empty())));
  }

  private static Value published(Row row, OptionalDouble figure, OptionalDouble ours) {
    if (figure.isEmpty()) {
      return row.published().map(published -> published.figure().converged()).orElse(true)
          ? Value.EMPTY
          : Value.of("did not converge");
    }
    String distance =
        ours.isPresent()
            ? String.format(
                Locale.ROOT, " (%+.1f)", 100 * (ours.getAsDouble() - figure.getAsDouble()))
            : "";
    return Value.of(Texts.percent(figure.getAsDouble()) + distance, figure.getAsDouble());
  }

  private void addParity() {
    number(
        "parity-of-loss",
        "parity\nof loss",
        "largest relative difference of the loss of the first steps from that of the float64 reference",
        row -> parity(row.cell()));
    number(
        "parity-of-logits",
        "of\nlogits",
        "the same of the logits before and after these steps",
        row -> logits(row.cell()));
  }

  private static Value parity(CellResult cell) {
    return cell.parity()
        .map(parity ->
            Value.of(
                    Texts.difference(parity.counted()) + (parity.beside().isPresent() ? "*" : ""),
                    parity.counted())
                .with(parity.firstBeyond().isEmpty() || parity.within() ? Tone.PLAIN : Tone.BAD))
        .orElse(Value.EMPTY);
  }

  private static Value logits(CellResult cell) {
    return cell.parity()
        .flatMap(parity ->
            parity
                .logits()
                .map(logits ->
                    Value.of(Texts.difference(logits.largest()), logits.largest())
                        .with(parity.within() || logits.within() ? Tone.PLAIN : Tone.BAD)))
        .orElse(Value.EMPTY);
  }

  private void addAttestation() {
    columns.add(
        new Column(
            "attestation",
            "attested",
            "whether what ran was seen to be what the device's name says",
            false,
            row ->
                row.cell()
                    .attestation()
                    .map(attestation ->
                        Value.of(attestation.verdict().id()).with(tone(attestation.verdict())))
                    .orElse(Value.EMPTY)));
  }

  private static Tone tone(Attestation.Verdict verdict) {
    return switch (verdict) {
      case CONFIRMED -> Tone.GOOD;
      case NO_EVIDENCE -> Tone.CAUTION;
      case CONTRADICTED, NOT_MADE -> Tone.BAD;
    };
  }

  private void addOutcome() {
    columns.add(
        new Column(
            "outcome",
            "outcome",
            "how training ended",
            false,
            row -> Value.of(row.cell().outcome().id()).with(tone(row.cell().outcome()))));
  }

  private static Tone tone(Outcome outcome) {
    return switch (outcome) {
      case REACHED -> Tone.GOOD;
      case NOT_REACHED, DIVERGED, UNSUPPORTED -> Tone.CAUTION;
      case UNAVAILABLE, CRASHED, TIMED_OUT -> Tone.BAD;
    };
  }

  private static Value percent(OptionalDouble share) {
    return share.isPresent()
        ? Value.of(Texts.percent(share.getAsDouble()), share.getAsDouble())
        : Value.EMPTY;
  }

  private void text(String key, String header, String explanation, Function<Row, String> text) {
    columns.add(new Column(key, header, explanation, false, row -> Value.of(text.apply(row))));
  }

  private void number(String key, String header, String explanation, Function<Row, Value> value) {
    columns.add(new Column(key, header, explanation, true, value));
  }
}
