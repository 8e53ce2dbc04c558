package dev.rote.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtSession;
import dev.rote.api.Batches;
import dev.rote.api.Examples;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Sgd;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What a GPU runs, on the processor. */
class LoopedStepsTest {
  private static final Model MODEL = Networks.MIXED;
  private static final int EXAMPLES = 40;

  private final TrainingPlan plan = Fixture.plan(MODEL, Fixture.BATCH_SIZE, new Sgd(0.9f, 0.01f));
  private final Parameters initial = Fixture.parameters(MODEL, 3);
  private final Examples examples = Fixture.examples(MODEL, EXAMPLES, 4);

  @Test
  void aLoopOfStepsGivesTheBitsOfSingleSteps() {
    try (Trainer single = open(SingleSteps::new);
        Trainer looped = open(LoopedSteps::new)) {
      for (int call = 0; call < 3; call++) {
        // Calls of 4, 5 and 6 steps: memory for one number of steps must not serve another.
        Batches batches = Fixture.batches(EXAMPLES, Fixture.BATCH_SIZE, 10 * call, 4 + call);
        assertThat(Fixture.train(looped, batches, 0.05f))
            .containsExactly(Fixture.train(single, batches, 0.05f));
      }
      assertThat(looped.parameters()).isEqualTo(single.parameters());
    }
  }

  private Trainer open(BiFunction<Sessions, TrainingPlan, Steps> steps) {
    Sessions sessions = new Sessions(plan.device(), 1, KernelDetection.of(plan.device().kind()));
    OrtSession prediction = sessions.openPrediction(MODEL);
    Trainer trainer = new OnnxTrainer(plan, steps.apply(sessions, plan), prediction, initial);
    trainer.load(examples);
    return trainer;
  }
}
