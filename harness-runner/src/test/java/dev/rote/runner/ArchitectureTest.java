package dev.rote.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which package may know which: the list is exact, so that an arrow less is noticed as well. */
class ArchitectureTest {
  private static final String ROOT = "dev.rote.runner";
  private static final int MOST_CLASSES = 30;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("jmh_generated"))
          .importPackages(ROOT);

  private static final Map<String, String> ARROWS = new TreeMap<>();

  static {
    // The floor: nothing of the runner.
    arrows("environment", "");
    arrows("random", "");
    arrows("plugin", "");
    arrows("analysis.statistics", "");
    arrows("result.evidence", "");
    arrows("result.provenance", "");
    arrows("result", "result.evidence result.provenance");
    arrows("result.json", "result");
    arrows("history", "result result.json result.provenance");
    arrows("parity", "random");
    arrows("machine", "result.evidence result.provenance");
    // What is trained on.
    arrows("data.set", "random");
    arrows("data.store", "data.set result.provenance");
    arrows("data", "data.set random");
    // What is wanted.
    arrows("suite", "data data.set");
    arrows("suite.yaml", "data data.set suite");
    arrows("plan", "data data.set plugin random result result.json result.provenance suite");
    arrows("training", "random result suite");
    // What happens, on both sides of the wire.
    arrows("wire", "plan result result.evidence suite");
    arrows("process", "environment wire");
    arrows(
        "worker",
        "data data.set machine parity plan plugin result result.evidence suite training wire");
    arrows("attestation", "result result.evidence");
    arrows(
        "cell",
        "attestation data data.set environment plan plugin process result result.evidence suite "
            + "training wire");
    // What it means, where it is kept, who sees it.
    arrows("analysis", "parity plan result result.evidence result.provenance suite suite.yaml");
    arrows("analysis.learning", "analysis.statistics data plan result");
    arrows("analysis.comparison", "analysis analysis.learning analysis.statistics plugin result");
    arrows("analysis.trend", "analysis.statistics history result");
    arrows(
        "nightly",
        "analysis analysis.comparison analysis.statistics history plan plugin result result.json "
            + "result.provenance suite");
    arrows("folder", "environment plan result result.json result.provenance");
    arrows(
        "run",
        "analysis cell data data.set data.store environment folder machine plan plugin process "
            + "result result.json result.provenance suite suite.yaml");
    arrows(
        "report.view",
        "analysis analysis.comparison analysis.learning analysis.trend history result result.provenance suite");
    arrows(
        "report.view.table",
        "analysis analysis.learning analysis.statistics data plan report.view result suite");
    arrows(
        "report.view.answer",
        "analysis analysis.learning analysis.statistics report.view result suite");
    arrows(
        "report.html",
        "analysis analysis.learning analysis.trend history report.view report.view.answer report.view.table result result.json result.provenance suite");
    arrows(
        "report.format",
        "analysis analysis.comparison report.view report.view.answer report.view.table result result.json result.provenance suite");
    arrows(
        "report.text",
        "analysis analysis.statistics history nightly plan report.view report.view.table result run suite");
    arrows(
        "cli.output",
        "analysis.comparison analysis.trend data data.set data.store environment folder plan "
            + "report.format report.html report.text report.view result.json run suite suite.yaml");
    arrows(
        "cli.options",
        "cell cli.output data data.set folder nightly plan plugin process result result.json run "
            + "suite suite.yaml");
    arrows(
        "cli",
        "analysis analysis.comparison analysis.trend cell cli.options cli.output data.set data.store environment folder history nightly plan plugin "
            + "process report.html report.text report.view result result.json result.provenance run suite suite.yaml training");
  }

  private static void arrows(String from, String to) {
    ARROWS.put(from, to);
  }

  @Test
  void everyPackageKnowsExactlyThoseThatTheListAllows() {
    Map<String, String> actual = new TreeMap<>();
    for (JavaClass each : CLASSES) {
      Set<String> known =
          actual.containsKey(name(each)) && !actual.get(name(each)).isEmpty()
              ? new TreeSet<>(Arrays.asList(actual.get(name(each)).split(" ")))
              : new TreeSet<>();
      each.getDirectDependenciesFromSelf().stream()
          .map(Dependency::getTargetClass)
          .map(JavaClass::getBaseComponentType)
          .filter(target -> target.getPackageName().startsWith(ROOT + "."))
          .map(ArchitectureTest::name)
          .filter(target -> !target.equals(name(each)))
          .forEach(known::add);
      actual.put(name(each), String.join(" ", known));
    }

    assertThat(actual).isEqualTo(ARROWS);
  }

  private static String name(JavaClass type) {
    return type.getPackageName().substring(ROOT.length() + 1);
  }

  @Test
  void noArrowsMakeACircle() {
    SlicesRuleDefinition.slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theRunnerKnowsNoFrameworkAndNoBackend() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "ai.djl..",
            "ai.onnxruntime..",
            "org.tensorflow..",
            "org.bytedeco..",
            "dev.rote.backend..")
        .check(CLASSES);
  }

  @Test
  void onlyTheChildOpensTrainers() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".worker")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.rote.api.Trainer")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineAndTextReportsKnowATerminal() {
    classes()
        .that()
        .haveSimpleName("Terminal")
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAnyPackage(ROOT + ".cli..", ROOT + ".report.text")
        .check(CLASSES);
  }

  @Test
  void noPackageIsCrowded() {
    Map<String, Long> sizes =
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(ArchitectureTest::name, Collectors.counting()));

    assertThat(sizes)
        .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_CLASSES));
  }
}
