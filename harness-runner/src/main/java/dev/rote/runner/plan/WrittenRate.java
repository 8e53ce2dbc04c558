package dev.rote.runner.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rote.runner.suite.LearningRate;
import dev.rote.runner.suite.LearningRate.CosineDecay;
import dev.rote.runner.suite.LearningRate.ExponentialDecay;
import dev.rote.runner.suite.LearningRate.Schedule;
import dev.rote.runner.suite.LearningRate.StepDecay;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.databind.util.StdConverter;

/**
 * A learning rate as plans have it. The decay was once all there was, and is written as it was
 * then.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record WrittenRate(
    double initial,
    OptionalDouble decayPerEpoch,
    Optional<StepDecay> step,
    Optional<CosineDecay> cosine,
    OptionalInt warmupEpochs) {
  static WrittenRate of(LearningRate rate) {
    OptionalDouble decayPerEpoch = OptionalDouble.empty();
    Optional<StepDecay> step = Optional.empty();
    Optional<CosineDecay> cosine = Optional.empty();
    switch (rate.schedule()) {
      case ExponentialDecay decay -> decayPerEpoch = OptionalDouble.of(decay.perEpoch());
      case StepDecay decay -> step = Optional.of(decay);
      case CosineDecay decay -> cosine = Optional.of(decay);
    }
    OptionalInt warmupEpochs =
        rate.warmupEpochs() == 0 ? OptionalInt.empty() : OptionalInt.of(rate.warmupEpochs());
    return new WrittenRate(rate.initial(), decayPerEpoch, step, cosine, warmupEpochs);
  }

  LearningRate read() {
    Schedule schedule =
        step.<Schedule>map(decay -> decay)
            .or(() -> cosine)
            .orElseGet(() -> new ExponentialDecay(decayPerEpoch.orElse(1)));
    return new LearningRate(initial, schedule, warmupEpochs.orElse(0));
  }

  /** Used by the mapper. */
  static final class Writer extends StdConverter<LearningRate, WrittenRate> {
    @Override
    public WrittenRate convert(LearningRate rate) {
      return of(rate);
    }
  }

  /** Used by the mapper. */
  static final class Reader extends StdConverter<WrittenRate, LearningRate> {
    @Override
    public LearningRate convert(WrittenRate written) {
      return written.read();
    }
  }
}
