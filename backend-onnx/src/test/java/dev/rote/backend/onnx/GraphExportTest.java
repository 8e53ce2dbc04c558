package dev.rote.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.rote.api.Batches;
import dev.rote.api.Images;
import dev.rote.api.Model;
import dev.rote.api.Sgd;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import dev.rote.backend.onnx.graph.Graphs;
import dev.rote.backend.onnx.graph.Names;
import dev.rote.testkit.TestDevice;
import dev.rote.testkit.scenario.Action;
import dev.rote.testkit.scenario.Scenario;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of an export: valid ONNX of standard operators, which anyone can run as it is. */
class GraphExportTest {
  @TempDir private Path folder;
  private Path trainingStep;
  private Path prediction;

  @BeforeEach
  void nameFiles() {
    trainingStep = folder.resolve("training-step.onnx");
    prediction = folder.resolve("prediction.onnx");
  }

  static List<Named<Model>> networks() {
    return Networks.all().stream().map(model -> Named.of(model.name(), model)).toList();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void graphsAreInStaticSingleAssignmentAndOfStandardOperators(Model model) throws IOException {
    export(scenario(model));
    for (Path file : List.of(trainingStep, prediction)) {
      ModelProto proto = ModelProto.parseFrom(Files.readAllBytes(file));
      assertThat(proto.getOpsetImportList())
          .extracting(OperatorSetIdProto::getDomain)
          .containsExactly("");
      assertStaticSingleAssignment(proto.getGraph());
    }
  }

  /**
   * What ONNX's checker asks of a graph, as far as it can be asked without an operator's schema.
   */
  private static void assertStaticSingleAssignment(GraphProto graph) {
    Set<String> known = new HashSet<>();
    graph.getInputList().forEach(input -> assertThat(known.add(input.getName())).isTrue());
    // An initializer that is an input as well is that input's default.
    graph.getInitializerList().forEach(constant -> known.add(constant.getName()));
    Set<String> nodes = new HashSet<>();
    for (NodeProto node : graph.getNodeList()) {
      assertThat(node.getDomain()).isEmpty();
      assertThat(nodes.add(node.getName())).as(node.getName()).isTrue();
      assertThat(known).containsAll(node.getInputList());
      node.getOutputList().forEach(output -> assertThat(known.add(output)).as(output).isTrue());
    }
    assertThat(known)
        .containsAll(graph.getOutputList().stream().map(output -> output.getName()).toList());
  }

  /**
   * ONNX Runtime infers every shape and type from the operators' schemas, and in this mode refuses
   * a graph in which they are not what is declared.
   */
  @ParameterizedTest
  @MethodSource("networks")
  void declaredShapesAreTheInferredOnes(Model model) throws IOException, OrtException {
    export(scenario(model));
    for (Path file : List.of(trainingStep, prediction)) {
      try (OrtSession session = checked(Files.readAllBytes(file))) {
        assertThat(session.getNumOutputs()).isPositive();
      }
    }
  }

  @Test
  void aWrongShapeWouldBeRefused() throws IOException {
    export(scenario(Networks.MIXED));
    ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(prediction)).toBuilder();
    model
        .getGraphBuilder()
        .getOutputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .getDimBuilder(1)
        .setDimValue(5);
    assertThatExceptionOfType(OrtException.class)
        .isThrownBy(() -> checked(model.build().toByteArray()));
  }

  private static OrtSession checked(byte[] model) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.addConfigEntry("session.strict_shape_type_inference", "1");
      return Sessions.ENVIRONMENT.createSession(model, options);
    }
  }

  @Test
  void filesHoldTheInitialParametersAndRunWithoutFeedingThem() throws IOException, OrtException {
    Scenario scenario = scenario(Networks.MIXED);
    export(scenario);
    Action.Train step = scenario.trainings().getFirst().part(0, 1);
    try (Trainer trainer = scenario.open(new OnnxBackend(), TestDevice.ofThisRun(), 1);
        OnnxTensor questions = tensor(scenario.questions());
        OnnxTensor images = tensor(scenario.examples().images())) {
      assertThat(run(prediction, Map.of(Names.IMAGES, questions), Names.LOGITS))
          .isEqualTo(scenario.predict(trainer, scenario.questions()));
      trainer.load(scenario.examples());
      assertThat(run(trainingStep, stepInputs(scenario, step, images), Names.LOSS))
          .isEqualTo(Scenario.train(trainer, step.batches(), step.learningRate()));
    }
  }

  private static OnnxTensor tensor(Images images) {
    return Tensors.of(images.values(), Tensors.extents(images.shape(), images.count()));
  }

  private static Map<String, OnnxTensor> stepInputs(
      Scenario scenario, Action.Train step, OnnxTensor images) {
    Batches batches = step.batches();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    inputs.put(Names.IMAGES, images);
    inputs.put(Names.LABELS, Tensors.of(scenario.examples().labels(), scenario.examples().count()));
    inputs.put(Names.INDICES, Tensors.of(batches.step(0), batches.batchSize()));
    inputs.put(Names.LEARNING_RATE, Tensors.of(new float[] {step.learningRate()}));
    inputs.putAll(new DropoutMaskTensors(Graphs.dropouts(scenario.model())).of(batches, 0));
    return inputs;
  }

  private static List<Float> run(Path file, Map<String, OnnxTensor> inputs, String output)
      throws OrtException {
    try (OrtSession session = Sessions.ENVIRONMENT.createSession(file.toString());
        OrtSession.Result result = session.run(inputs)) {
      FloatBuffer values = Tensors.output(result, output).getFloatBuffer();
      List<Float> list = new ArrayList<>();
      while (values.hasRemaining()) {
        list.add(values.get());
      }
      return list;
    }
  }

  private static Scenario scenario(Model model) {
    return Scenario.ofEpochs(model, 8, 20, 2, 0.1f).with(new Sgd(0.9f, 0.01f));
  }

  private void export(Scenario scenario) throws IOException {
    TrainingPlan plan = scenario.plan(TestDevice.ofThisRun(), 1);
    new OnnxBackend().exportGraphs(plan, scenario.initial(), trainingStep, prediction);
  }
}
