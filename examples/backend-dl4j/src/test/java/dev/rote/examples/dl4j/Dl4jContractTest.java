package dev.rote.examples.dl4j;

import dev.rote.testkit.BackendContract;
import java.nio.file.Path;

/** The contract on both devices, from the folder that {@code mvn package} makes. */
class Dl4jContractTest extends BackendContract {
  Dl4jContractTest() {
    super("dl4j", Path.of("target", "backends", "dl4j"));
  }
}
