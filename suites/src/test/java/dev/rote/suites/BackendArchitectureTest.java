package dev.rote.suites;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A backend knows the API and its framework: neither the runner nor another backend. */
class BackendArchitectureTest {
  @Test
  void noBackendKnowsTheRunnerTheTestKitOrAnotherBackend() throws IOException {
    List<Path> backends = classFolders();
    assumeTrue(!backends.isEmpty(), "no backend is compiled: run 'mvn verify' in the root folder");

    for (Path folder : backends) {
      JavaClasses classes = new ClassFileImporter().importPath(folder);
      assertThat(classes).as(folder.toString()).isNotEmpty();
      String own = classes.stream().map(type -> type.getPackageName()).sorted().findFirst().get();
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.rote.runner..", "dev.rote.testkit..")
          .check(classes);
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.rote.backend..").and(resideOutsideOfPackage(own + "..")))
          .check(classes);
    }
  }

  private static List<Path> classFolders() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      return modules
          .filter(module -> module.getFileName().toString().startsWith("backend-"))
          .map(module -> module.resolve("target/classes"))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }
}
