package dev.rote.testkit.clause;

import static dev.rote.testkit.clause.ClauseFailure.unless;

import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Shape;
import dev.rote.api.Trainer;
import dev.rote.runner.attestation.NativeLog;
import dev.rote.runner.cell.AttestationRunner;
import dev.rote.runner.machine.EvidenceReader;
import dev.rote.runner.machine.MappedFiles;
import dev.rote.runner.process.LocalProcesses;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.evidence.ProcessEvidence;
import dev.rote.runner.result.json.ResultJson;
import dev.rote.runner.training.TensorHash;
import dev.rote.testkit.scenario.Action;
import dev.rote.testkit.scenario.Outcome;
import dev.rote.testkit.scenario.Scenario;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What only the outside of a process shows: its bits, its kernels, the libraries it maps. */
final class ProcessClauses {
  private ProcessClauses() {}

  static List<Clause> all() {
    return List.of(
        new Clause.InWorker(
            "no-native-code",
            "loads no native code before it is probed or opened",
            Finds.mistakes(
                "natives loaded by the class or its constructor, in the command line's own process"),
            true,
            Clause.BRIEF,
            ProcessClauses::noNativeCode),
        new Clause.ByEvidence(
            "deterministic",
            "trains the same bits in every process",
            Finds.mistakes("sums in the order in which threads finish"),
            2,
            Map.of(),
            ProcessClauses::digest,
            ProcessClauses::judgeDigests),
        new Clause.ByEvidence(
            "attested",
            "runs the kernels of the device it claims",
            Finds.mistakes("onednn or cuda claimed and the plain processor used"),
            1,
            NativeLog.VARIABLES,
            ProcessClauses::showKernels,
            ProcessClauses::judgeKernels));
  }

  /** The backend has been constructed in this process, and nothing else has happened. */
  private static String noNativeCode(Subject subject) {
    Backend backend = subject.backend();
    backend.id();
    backend.version();
    backend.devices();
    backend.unsupportedLayers();
    backend.launch(subject.device(), subject.threads());
    List<String> foreign =
        MappedFiles.libraries()
            .orElseThrow(() ->
                new ClauseSkip("this system does not tell which libraries a process has mapped"))
            .stream()
            .map(mapped -> mapped.path().toString())
            .filter(file -> !file.matches("(/usr)?/lib(32|64)?/.*"))
            .toList();
    unless(
        foreign.isEmpty(),
        "constructing it and asking its getters loads %s",
        String.join(", ", foreign));
    return "no library beside the JDK's and the system's";
  }

  private static String digest(Subject subject) {
    Outcome outcome = subject.run(CoreScenario.of(subject));
    return "%08x %s %08x"
        .formatted(
            outcome.trace().hashCode(),
            TensorHash.of(outcome.parameters()),
            outcome.logits().hashCode());
  }

  private static String judgeDigests(Clause.Trial trial) {
    String[] one = trial.evidence().getFirst().text().split(" ");
    String[] other = trial.evidence().getLast().text().split(" ");
    List<String> names = List.of("losses", "parameters", "logits");
    for (int i = 0; i < names.size(); i++) {
      unless(one[i].equals(other[i]), "in a second process the %s have other bits", names.get(i));
    }
    return "losses, parameters and logits of two processes";
  }

  /** Trains and predicts for a moment, with a convolution if the backend has one. */
  private static String showKernels(Subject subject) throws IOException {
    Scenario scenario = kernels(subject);
    try (Trainer trainer = subject.open(scenario)) {
      for (Action action : scenario.actions()) {
        switch (action) {
          case Action.Load load -> trainer.load(load.examples());
          case Action.Train train -> Scenario.train(trainer, train.batches(), train.learningRate());
        }
      }
      scenario.predict(trainer, scenario.questions());
      // While the trainer is open: its libraries and its memory are what is looked for.
      ProcessEvidence evidence = EvidenceReader.read(subject.device().kind());
      return ResultJson.compact()
          .writeValueAsString(new Shown(evidence, scenario.model().contains(Layer.Conv2d.class)));
    }
  }

  /**
   * What a process that trained for a moment says.
   *
   * @param convolutions whether its model had any
   */
  private record Shown(ProcessEvidence process, boolean convolutions) {}

  private static Scenario kernels(Subject subject) {
    Model convolutional =
        Model.of(
            "kernels",
            Shape.of(3, 16, 16),
            List.of(
                new Layer.Conv2d(8, 3, 1, true),
                new Layer.Relu(),
                new Layer.Flatten(),
                new Layer.Dense(10, true)),
            Initializer.HE_NORMAL);
    return subject.supports(convolutional)
        ? Scenario.ofEpochs(convolutional, 8, 16, 2, 0.01f)
        : CoreScenario.of(subject);
  }

  private static String judgeKernels(Clause.Trial trial) throws IOException {
    Clause.Evidence only = trial.evidence().getFirst();
    Shown shown = ResultJson.compact().readValue(only.text(), Shown.class);
    Attestation attestation =
        AttestationRunner.judge(
            new LocalProcesses(),
            new AttestationRunner.Shown(
                trial.target(), trial.threads(), shown.convolutions(), only.log(), shown.process()),
            trial.limit());
    return switch (attestation.verdict()) {
      case CONFIRMED -> attestation.sentence();
      case CONTRADICTED -> throw new ClauseFailure(attestation.sentence());
      case NO_EVIDENCE, NOT_MADE -> unshown(trial.target().device(), attestation);
    };
  }

  private static String unshown(Device device, Attestation attestation) {
    unless(
        device.kind() != DeviceKind.CUDA,
        "nothing shows that %s was used: %s",
        device,
        attestation.sentence());
    throw new ClauseSkip(attestation.sentence());
  }
}
