package dev.rote.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtSession;
import dev.rote.api.Sgd;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import dev.rote.testkit.TestDevice;
import dev.rote.testkit.scenario.Action;
import dev.rote.testkit.scenario.Scenario;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What a GPU runs, on the processor. */
class LoopedStepsTest {
  private final Scenario scenario =
      Scenario.ofEpochs(Networks.MIXED, 8, 15 * 8, 15, 0.05f).with(new Sgd(0.9f, 0.01f));

  @Test
  void aLoopOfStepsGivesTheBitsOfSingleSteps() {
    try (Trainer single = open(SingleSteps::new);
        Trainer looped = open(LoopedSteps::new)) {
      Action.Train epoch = scenario.trainings().getFirst();
      // Calls of 4, 5 and 6 steps: memory for one number of steps must not serve another.
      for (Action.Train call : List.of(epoch.part(0, 4), epoch.part(4, 5), epoch.part(9, 6))) {
        assertThat(train(looped, call)).isEqualTo(train(single, call));
      }
      assertThat(looped.parameters()).isEqualTo(single.parameters());
    }
  }

  private static List<Float> train(Trainer trainer, Action.Train call) {
    return Scenario.train(trainer, call.batches(), call.learningRate());
  }

  private Trainer open(BiFunction<Sessions, TrainingPlan, Steps> steps) {
    TrainingPlan plan = scenario.plan(TestDevice.ofThisRun(), 1);
    Sessions sessions = new Sessions(plan.device(), 1, KernelDetection.of(plan.device().kind()));
    OrtSession prediction = sessions.openPrediction(plan.model());
    Trainer trainer =
        new OnnxTrainer(plan, steps.apply(sessions, plan), prediction, scenario.initial());
    trainer.load(scenario.examples());
    return trainer;
  }
}
