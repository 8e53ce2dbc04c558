package dev.rote.runner.suite.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.runner.suite.SuiteException;
import dev.rote.runner.suite.yaml.BadSuites.BadSuite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a suite ends in one sentence with its place and what is allowed. */
class SuiteErrorsTest {
  @TempDir private Path folder;

  @Test
  void acceptsTheSuiteThatTheOthersDifferFrom() {
    assertThat(SuiteReader.readResolved(BadSuites.VALID, "suite.yaml").name()).isEqualTo("tiny");
  }

  @ParameterizedTest
  @MethodSource("dev.rote.runner.suite.yaml.BadSuites#all")
  void saysWhereAMistakeIsAndWhatIsAllowed(BadSuite suite) {
    assertRefused(suite.yaml()).hasMessage(suite.sentence());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                   | 1:1: the file is empty
          # only a comment     | 1:1: the file is empty
          a: b: c              | 1:5: this is not YAML: mapping values are not allowed here
          a:\\n\\tb: 1         | 2:1: this is not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)
          a: "b                | 1:6: this is not YAML: found unexpected end of stream (while scanning a quoted scalar from line 1)
          ? [a]                | 1:4: this is not YAML that a suite may have: Expected a property name (Scalar value in YAML), got this instead: +SEQ []
          a: 1\\n---\\nb: 2    | 3:1: a second document starts here, allowed is one per file
          - a                  | 1:1: a suite is a list, allowed is a mapping with the keys name, data, models, optimizer, learningRate, batchSize, experiments, description, preprocessing, loss, seeds, thresholds, stop, measure, twins, profiles
          a                    | 1:1: a suite is a, allowed is a mapping with the keys name, data, models, optimizer, learningRate, batchSize, experiments, description, preprocessing, loss, seeds, thresholds, stop, measure, twins, profiles
          """)
  void refusesADocumentThatIsNoSuite(String document, String sentence) {
    assertRefused(document.replace("\\n", "\n").replace("\\t", "\t"))
        .hasMessage("suite.yaml:" + sentence);
  }

  @Test
  void refusesNestingThatWouldExhaustTheStack() {
    assertRefused("[".repeat(3000))
        .hasMessageStartingWith(
            "suite.yaml:1:1: this is not YAML that a suite may have: Document nesting depth (501)");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String yaml) {
    return assertThatThrownBy(() -> SuiteReader.readResolved(yaml, "suite.yaml"))
        .isInstanceOf(SuiteException.class);
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path file = folder.resolve("quikstart.yaml");

    assertThatThrownBy(() -> SuiteReader.read(file))
        .isInstanceOf(SuiteException.class)
        .hasMessage(file + ": there is no such file, allowed is a file that exists");
  }

  @Test
  void refusesADirectory() {
    assertThatThrownBy(() -> SuiteReader.read(folder))
        .isInstanceOf(SuiteException.class)
        .hasMessage(folder + ": this is a directory, allowed is a YAML file");
  }

  @ParameterizedTest
  @MethodSource("otherEncodings")
  void pointsAtTheFirstByteThatIsNotUtf8(byte[] content, String sentence) throws IOException {
    Path file = Files.write(folder.resolve("suite.yaml"), content);

    assertThatThrownBy(() -> SuiteReader.read(file))
        .isInstanceOf(SuiteException.class)
        .hasMessage(file + sentence);
  }

  static Stream<Arguments> otherEncodings() {
    String yaml = "name: a\ndescription: über\n";
    String other = ":1:1: the file is UTF-16 or UTF-32, allowed is YAML in UTF-8: save it as UTF-8";
    return Stream.of(
        Arguments.of(
            yaml.getBytes(StandardCharsets.ISO_8859_1),
            ":2:14: the byte 0xFC is not UTF-8 (in Latin-1 it is ü), allowed is YAML in UTF-8: save it as UTF-8"),
        Arguments.of(yaml.getBytes(StandardCharsets.UTF_16), other),
        Arguments.of(yaml.getBytes(StandardCharsets.UTF_16LE), other),
        Arguments.of(
            "name: a\0".getBytes(StandardCharsets.UTF_8),
            ":1:8: the character U+0000 is not allowed in YAML: remove it"),
        Arguments.of(
            "name: 😀\u001b".getBytes(StandardCharsets.UTF_8),
            ":1:8: the character U+001B is not allowed in YAML: remove it"));
  }

  @Test
  void readsAFileThatBeginsWithAMark() throws IOException {
    Path file = Files.writeString(folder.resolve("suite.yaml"), "\uFEFF" + BadSuites.VALID);

    assertThat(SuiteReader.read(file).name()).isEqualTo("tiny");
  }

  @Test
  void namesTheModelsThereAreWhereOneIsMissing() throws IOException {
    model("mlp-1x512", "layers: [flatten, {dense: 10}]");
    model("small-alexnet", "layers: [flatten, {dense: 10}]");
    Path suite = suiteWith("[mlp-1x51]");

    assertThatThrownBy(() -> SuiteReader.read(suite))
        .isInstanceOf(SuiteException.class)
        .hasMessage(
            suite
                + ":3:10: there is no model file "
                + folder.resolve("models").resolve("mlp-1x51.yaml")
                + ", allowed are mlp-1x512, small-alexnet; did you mean 'mlp-1x512'?");
  }

  @Test
  void saysHowToWriteTheNameOfAModelFile() throws IOException {
    Path file = model("net", "layers: [flatten, {dense: 10}]");
    Path suite = suiteWith("[net.yaml]");

    assertThatThrownBy(() -> SuiteReader.read(suite))
        .isInstanceOf(SuiteException.class)
        .hasMessageEndingWith("net.yaml.yaml, allowed are net: write net");

    Path other = Files.move(file, file.resolveSibling("net.yml"));
    assertThatThrownBy(() -> SuiteReader.read(suite))
        .isInstanceOf(SuiteException.class)
        .hasMessageEndingWith(": rename %s to net.yaml".formatted(other));
  }

  @Test
  void saysSoWhereThereAreNoModelFilesAtAll() throws IOException {
    Path suite = suiteWith("[{model: mlp}]");

    assertThatThrownBy(() -> SuiteReader.read(suite))
        .isInstanceOf(SuiteException.class)
        .hasMessage(
            suite
                + ":3:18: there is no model file "
                + folder.resolve("models").resolve("mlp.yaml")
                + ", allowed is one in the folder models, which has none");
  }

  @Test
  void doesNotLeaveTheFolderOfTheModels() throws IOException {
    Path suite = suiteWith("[../secret]");

    assertThatThrownBy(() -> SuiteReader.read(suite))
        .isInstanceOf(SuiteException.class)
        .hasMessage(
            suite
                + ":3:10: a model is ../secret, allowed is a name of letters, digits, '.', '_' and '-' (quoted if it is a number)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          layer: []                                | 1:1: a model file has no key 'layer', allowed are layers, description, initializer, convolution; did you mean 'layers'?
          description: a                           | 1:1: a model file needs the key 'layers'
          layers: [{dense: 10}]                    | 1:9: the layer dense1 of the model net takes features [n], but its input is [3, 28, 28]: put a flatten before it
          layers: [flatten, {dense: 2}]            | 1:9: the model net gives 2 logits, allowed is 10, the number of classes of shapes
          layers: [flatten, {dense: -1}]           | 1:27: dense is -1, allowed is a whole number from 1 to 65536
          layers: [flatten                         | 2:1: this is not YAML: expected ',' or ']', but got <stream end> (while parsing a flow sequence from line 1)
          """)
  void pointsIntoTheModelFileWhereThatIsWrong(String yaml, String sentence) throws IOException {
    Path model = model("net", yaml);
    Path suite = suiteWith("[net]");

    assertThatThrownBy(() -> SuiteReader.read(suite))
        .isInstanceOf(SuiteException.class)
        .hasMessage(model + ":" + sentence);
  }

  @Test
  void refusesAGainOfAModelFileWhoseWeightsAreZeros() throws IOException {
    model("linear", "initializer: {scheme: zeros}\nlayers: [flatten, {dense: 10}]");
    Path suite = suiteWith("[{model: linear, gain: 2}]");

    assertThatThrownBy(() -> SuiteReader.read(suite))
        .isInstanceOf(SuiteException.class)
        .hasMessage(
            suite
                + ":3:32: gain is here, but the scheme is zeros, of which it changes nothing: leave gain out, or choose another scheme");
  }

  @Test
  void pointsAtTheLayersOfAModelInTheSuiteThatDoNotFitTheImages() throws IOException {
    Path suite = suiteWith("\n  - name: net\n    layers:\n      - relu\n      - {dense: 10}");

    assertThatThrownBy(() -> SuiteReader.read(suite))
        .isInstanceOf(SuiteException.class)
        .hasMessage(
            suite
                + ":6:7: the layer dense1 of the model net takes features [n], but its input is [3, 28, 28]: put a flatten before it");
  }

  private Path suiteWith(String models) throws IOException {
    String yaml = BadSuites.VALID.replace("[{name: net, layers: [flatten, {dense: 10}]}]", models);
    return Files.writeString(folder.resolve("suite.yaml"), yaml);
  }

  private Path model(String name, String yaml) throws IOException {
    Path models = Files.createDirectories(folder.resolve("models"));
    return Files.writeString(models.resolve(name + ".yaml"), yaml + "\n");
  }
}
