package dev.rote.runner.suite.yaml;

import dev.rote.runner.suite.LearningRate;
import dev.rote.runner.suite.LearningRate.CosineDecay;
import dev.rote.runner.suite.LearningRate.ExponentialDecay;
import dev.rote.runner.suite.LearningRate.Schedule;
import dev.rote.runner.suite.LearningRate.StepDecay;
import java.util.List;
import java.util.Optional;

/** Reads the learning rate of a suite. */
final class LearningRateReader {
  private static final List<String> SCHEDULES = List.of("decayPerEpoch", "step", "cosine");

  private LearningRateReader() {}

  static LearningRate read(Field field) {
    Fields fields = Fields.of(field, Form.LEARNING_RATE);
    double initial = fields.get("initial").numberWithinSingle(Interval.NOT_NEGATIVE);
    requireOneSchedule(fields);
    return new LearningRate(
        initial,
        schedule(fields, initial),
        fields
            .find("warmup")
            .map(warmup -> Fields.of(warmup, Form.RATE_WARMUP).get("epochs"))
            .map(LearningRateReader::epoch)
            .orElse(0));
  }

  private static void requireOneSchedule(Fields fields) {
    List<String> found = SCHEDULES.stream().filter(fields.keys()::contains).toList();
    if (found.size() > 1) {
      throw fields
          .get(found.get(1))
          .error(
              "%s is here beside %s, allowed is one of %s: leave the others out"
                  .formatted(found.get(1), found.getFirst(), String.join(", ", SCHEDULES)));
    }
  }

  private static Schedule schedule(Fields fields, double initial) {
    Optional<Schedule> step =
        fields.find("step").map(field -> step(Fields.of(field, Form.STEP_DECAY)));
    Optional<Schedule> cosine =
        fields.find("cosine").map(field -> cosine(Fields.of(field, Form.COSINE_DECAY), initial));
    return step.or(() -> cosine)
        .orElseGet(() ->
            new ExponentialDecay(
                fields.find("decayPerEpoch").map(LearningRateReader::factor).orElse(1.0)));
  }

  private static StepDecay step(Fields fields) {
    List<Field> items = fields.get("epochs").oneOrMore();
    List<Integer> epochs = Field.distinct(items, LearningRateReader::epoch);
    for (int i = 1; i < epochs.size(); i++) {
      if (epochs.get(i) < epochs.get(i - 1)) {
        throw items
            .get(i)
            .error(
                "epochs has %d after %d, allowed are ascending ones"
                    .formatted(epochs.get(i), epochs.get(i - 1)));
      }
    }
    return new StepDecay(epochs, factor(fields.get("factor")));
  }

  private static CosineDecay cosine(Fields fields, double initial) {
    int epochs = epoch(fields.get("epochs"));
    return new CosineDecay(
        epochs, fields.find("final").map(field -> last(field, initial)).orElse(0.0));
  }

  private static double last(Field field, double initial) {
    double last = field.numberWithinSingle(Interval.NOT_NEGATIVE);
    if (last > initial) {
      throw field.mustBe("a number from 0 to %s, the initial rate".formatted(initial));
    }
    return last;
  }

  /**
   * Reads the initial rate that a model has in place of the suite's.
   *
   * @param schedule of the suite
   */
  static double initial(Field field, Schedule schedule) {
    double initial = field.numberWithinSingle(Interval.NOT_NEGATIVE);
    if (initial < schedule.least()) {
      throw field.mustBe(
          "a number, %s or greater, which is the final rate of the suite's cosine"
              .formatted(schedule.least()));
    }
    return initial;
  }

  private static int epoch(Field field) {
    return field.integer(1, SuiteReader.MOST_EPOCHS);
  }

  private static double factor(Field field) {
    return field.numberWithinSingle(Interval.POSITIVE_SHARE);
  }
}
