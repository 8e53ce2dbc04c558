package dev.rote.runner.suite.yaml;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rote.api.Initializer;
import dev.rote.api.Loss;
import dev.rote.runner.data.InputCorruption;
import dev.rote.runner.data.LabelNoise;
import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.suite.PaperFigure;
import dev.rote.runner.suite.StopRule;
import dev.rote.runner.suite.yaml.BadSuites.BadSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schemas, which editors use, say what the reader does. */
class SchemaTest {
  private static final String SUITE = "suite.schema.json";
  private static final String MODEL = "model.schema.json";
  private static final YAMLMapper YAML = new YAMLMapper();

  @ParameterizedTest
  @MethodSource("dev.rote.runner.suite.yaml.ShippedSuites#suites")
  void acceptsShippedSuites(Path file) {
    assertAccepted(SUITE, read(file));
  }

  @ParameterizedTest
  @MethodSource("dev.rote.runner.suite.yaml.ShippedSuites#models")
  void acceptsShippedModels(Path file) {
    assertAccepted(MODEL, read(file));
  }

  @ParameterizedTest
  @MethodSource("dev.rote.runner.suite.yaml.ShippedSuites#suites")
  void acceptsResolvedSuites(Path file) {
    assertAccepted(SUITE, SuiteWriter.write(SuiteReader.read(file)));
  }

  @ParameterizedTest
  @MethodSource("dev.rote.runner.suite.yaml.BadSuites#all")
  void refusesWhatTheReaderRefusesWhereASchemaCan(BadSuite suite) {
    assertThat(isRefused(suite.yaml())).isEqualTo(suite.seenBySchema());
  }

  /** An editor underlines what is no YAML without asking the schema. */
  private static boolean isRefused(String yaml) {
    try {
      return !schema(SUITE).validate(YAML.readTree(yaml)).isEmpty();
    } catch (JacksonException e) {
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void hasTheKeysOfTheReader(Form form) {
    JsonNode definition = definition(form);

    assertThat(definition.get("properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(form.keys());
    assertThat(strings(definition.path("required")))
        .containsExactlyInAnyOrderElementsOf(form.required());
    assertThat(definition.get("additionalProperties").booleanValue()).isFalse();
  }

  @Test
  void definesNoMappingThatTheReaderDoesNotKnow() {
    Set<String> known = Stream.of(Form.values()).map(Form::schemaName).collect(toSet());

    for (String file : List.of(SUITE, MODEL)) {
      json(file)
          .get("$defs")
          .properties()
          .forEach(definition -> {
            if (definition.getValue().has("properties")) {
              assertThat(known).contains(definition.getKey());
            }
          });
    }
  }

  @Test
  void listsTheValuesOfTheReader() {
    JsonNode suite = json(SUITE).get("$defs");
    JsonNode model = json(MODEL).get("$defs");

    assertThat(strings(suite.at("/data/properties/set/enum")))
        .containsExactlyElementsOf(DataSet.all().stream().map(DataSet::id).toList());
    assertThat(strings(json(SUITE).at("/properties/loss/enum")))
        .containsExactlyElementsOf(ids(Loss.values(), Loss::id));
    assertThat(strings(suite.at("/experiment/properties/labelNoise/enum")))
        .containsExactlyElementsOf(ids(LabelNoise.values(), LabelNoise::id));
    assertThat(strings(suite.at("/experiment/properties/inputCorruption/enum")))
        .containsExactlyElementsOf(ids(InputCorruption.values(), InputCorruption::id));
    assertThat(strings(suite.at("/paperFigure/properties/of/enum")))
        .containsExactlyElementsOf(ids(PaperFigure.Epoch.values(), PaperFigure.Epoch::id));
    assertThat(strings(suite.at("/augmentationWithoutArguments/enum")))
        .containsExactlyElementsOf(AugmentationReader.PLAIN);
    assertThat(strings(suite.at("/stop/properties/until/enum")))
        .containsExactlyElementsOf(ids(StopRule.Until.values(), StopRule.Until::id));
    assertThat(strings(model.at("/initializer/properties/scheme/enum")))
        .containsExactlyElementsOf(ids(Initializer.Scheme.values(), ModelReader::id));
    assertThat(strings(model.at("/layerWithoutArguments/enum")))
        .containsExactlyInAnyOrderElementsOf(LayerReader.PLAIN.keySet());
  }

  private static <T> List<String> ids(T[] values, Function<T, String> id) {
    return Stream.of(values).map(id).toList();
  }

  private static JsonNode definition(Form form) {
    return switch (form) {
      case SUITE -> json(SUITE);
      case MODEL_FILE -> json(MODEL);
      default -> {
        Set<JsonNode> found = new HashSet<>();
        found.add(json(SUITE).get("$defs").get(form.schemaName()));
        found.add(json(MODEL).get("$defs").get(form.schemaName()));
        found.remove(null);
        assertThat(found).as(form.schemaName()).hasSize(1);
        yield found.iterator().next();
      }
    };
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::stringValue).toList();
  }

  private static void assertAccepted(String schema, String yaml) {
    assertThat(schema(schema).validate(YAML.readTree(yaml))).extracting(Object::toString).isEmpty();
  }

  /** The two schemas under an address of their own, so that nothing is fetched. */
  private static Schema schema(String file) {
    String address = "https://schemas.invalid/";
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry ->
                registry.schemas(
                    Map.of(
                        address + SUITE, read(ShippedSuites.FOLDER.resolve(SUITE)),
                        address + MODEL, read(ShippedSuites.FOLDER.resolve(MODEL)))))
        .getSchema(SchemaLocation.of(address + file));
  }

  private static JsonNode json(String file) {
    return new JsonMapper().readTree(read(ShippedSuites.FOLDER.resolve(file)));
  }

  private static String read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.collect(joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
