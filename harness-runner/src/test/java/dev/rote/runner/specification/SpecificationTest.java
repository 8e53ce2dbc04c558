package dev.rote.runner.specification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.data.set.RealData;
import dev.rote.runner.plan.Expansion;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.specification.independent.IndependentAnswers;
import dev.rote.runner.suite.yaml.SuiteReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Two implementations give what docs/specification-vectors.json says: Rote's own, and one that was
 * written from docs/specification.md.
 */
class SpecificationTest {
  private static final Pattern NUMBER =
      Pattern.compile("-?0x[0-9a-f.]+p-?[0-9]+|\\b(?:[0-9a-f]{16}|[0-9a-f]{64})\\b");

  static List<Vector> vectors() {
    return Vector.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void theRunnerGivesEveryVector(Vector vector) {
    JsonNode answer = new RunnerAnswers(SpecificationTest::locations).answer(vector);

    assertAnswer(answer, vector);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void anIndependentImplementationGivesEveryVector(Vector vector) {
    JsonNode answer =
        new IndependentAnswers(set -> locations(DataSet.byId(set).orElseThrow()).first())
            .answer(vector.section(), vector.given());

    assertAnswer(answer, vector);
  }

  /** Generated sets are everywhere; a test of another one is skipped where the set is absent. */
  private static DataLocations locations(DataSet set) {
    return set.generated() ? new DataLocations(List.of(Path.of("none"))) : RealData.locations(set);
  }

  private static void assertAnswer(JsonNode answer, Vector vector) {
    if (vector.given().has("tolerance")) {
      assertClose(answer, vector.expected(), vector.given().get("tolerance").doubleValue());
    } else {
      assertThat(answer).isEqualTo(vector.expected());
    }
  }

  private static void assertClose(JsonNode answer, JsonNode expected, double tolerance) {
    double[] actual = numbers(answer);
    double[] wanted = numbers(expected);
    assertThat(actual).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.length; i++) {
      assertThat(actual[i] / wanted[i] - 1).as("number " + i).isBetween(-tolerance, tolerance);
    }
  }

  private static double[] numbers(JsonNode losses) {
    return Stream.concat(losses.get("losses").valueStream(), Stream.of(losses.get("testLoss")))
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  @Test
  void theIndependentImplementationSharesNoCodeWithTheRunner() {
    String own = IndependentAnswers.class.getPackageName();

    classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(own, "java..", "tools.jackson..")
        .check(new ClassFileImporter().importPackages(own));
  }

  @Test
  void everySectionOfTheDocumentHasVectors() {
    String document = Vector.text(Vector.DOCUMENT);
    String table = document.substring(document.indexOf("## Test vectors"));
    Set<String> documented =
        table
            .lines()
            .filter(line -> line.startsWith("| `"))
            .flatMap(
                line -> Pattern.compile("`([A-Za-z]+)`").matcher(line.split("\\|")[1]).results())
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(Vector.all().stream().map(Vector::section).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(documented);
  }

  @Test
  void theQuickstartOfTheVectorsIsTheOneThatWeShip() {
    List<Experiment> shipped =
        Expansion.of(SuiteReader.read(Path.of("..", "suites", "quickstart.yaml")));
    String suite =
        Vector.all().stream()
            .filter(vector -> vector.toString().equals("experiment: quickstart"))
            .findFirst()
            .orElseThrow()
            .given()
            .get("suite")
            .toString();

    List<Experiment> specified = Expansion.of(SuiteReader.readResolved(suite, "quickstart"));

    assertThat(specified.stream().map(Experiment::id))
        .containsExactlyElementsOf(shipped.stream().map(Experiment::id).toList());
    for (int i = 0; i < shipped.size(); i++) {
      assertThat(specified.get(i).data()).isEqualTo(shipped.get(i).data());
      assertThat(specified.get(i).model()).isEqualTo(shipped.get(i).model());
      assertThat(specified.get(i).batchSize()).isEqualTo(shipped.get(i).batchSize());
    }
  }

  /** Whoever reads the document may trust its numbers as much as the file's. */
  @Test
  void everyNumberThatTheDocumentShowsIsInTheVectors() {
    String vectors = Vector.text(Vector.FILE);
    String document = Vector.text(Vector.DOCUMENT);
    Matcher shown = NUMBER.matcher(document.substring(document.indexOf("| stream (seed;")));
    while (shown.find()) {
      assertThat(vectors).contains('"' + shown.group() + '"');
    }
  }
}
