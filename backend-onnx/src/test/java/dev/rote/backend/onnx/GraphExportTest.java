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
import dev.rote.api.Examples;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Sgd;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import dev.rote.backend.onnx.graph.Graphs;
import dev.rote.backend.onnx.graph.Names;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final Sgd OPTIMIZER = new Sgd(0.9f, 0.01f);

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
    export(model);
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
    export(model);
    for (Path file : List.of(trainingStep, prediction)) {
      try (OrtSession session = checked(Files.readAllBytes(file))) {
        assertThat(session.getNumOutputs()).isPositive();
      }
    }
  }

  @Test
  void aWrongShapeWouldBeRefused() throws IOException {
    export(Networks.MIXED);
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
    Model model = Networks.MIXED;
    Parameters initial = export(model);
    Examples examples = Fixture.examples(model, 20, 4);
    Batches batches = Fixture.batches(20, Fixture.BATCH_SIZE, 0, 1);
    try (Trainer trainer = Fixture.open(model, initial, OPTIMIZER, Fixture.BATCH_SIZE);
        OnnxTensor images =
            Tensors.of(
                examples.images().values(), Tensors.extents(model.input(), examples.count()))) {
      assertThat(run(prediction, Map.of(Names.IMAGES, images), Names.LOGITS))
          .containsExactly(Fixture.predict(trainer, model, examples.images()));
      trainer.load(examples);
      float[] losses = Fixture.train(trainer, batches, 0.1f);
      assertThat(run(trainingStep, stepInputs(model, examples, batches, images), Names.LOSS))
          .containsExactly(losses);
    }
  }

  private static Map<String, OnnxTensor> stepInputs(
      Model model, Examples examples, Batches batches, OnnxTensor images) {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    inputs.put(Names.IMAGES, images);
    inputs.put(Names.LABELS, Tensors.of(examples.labels(), examples.count()));
    inputs.put(Names.INDICES, Tensors.of(batches.step(0), batches.batchSize()));
    inputs.put(Names.LEARNING_RATE, Tensors.of(new float[] {0.1f}));
    inputs.putAll(new DropoutMaskTensors(Graphs.dropouts(model)).of(batches, 0));
    return inputs;
  }

  private static float[] run(Path file, Map<String, OnnxTensor> inputs, String output)
      throws OrtException {
    try (OrtSession session = Sessions.ENVIRONMENT.createSession(file.toString());
        OrtSession.Result result = session.run(inputs)) {
      FloatBuffer values = Tensors.output(result, output).getFloatBuffer();
      float[] array = new float[values.remaining()];
      values.get(array);
      return array;
    }
  }

  private Parameters export(Model model) throws IOException {
    Parameters initial = Fixture.parameters(model, 3);
    TrainingPlan plan = Fixture.plan(model, Fixture.BATCH_SIZE, OPTIMIZER);
    new OnnxBackend().exportGraphs(plan, initial, trainingStep, prediction);
    return initial;
  }
}
