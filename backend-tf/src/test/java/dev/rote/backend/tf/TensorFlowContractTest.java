package dev.rote.backend.tf;

import dev.rote.testkit.BackendContract;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract on every device, in processes of its own: once is enough. */
@EnabledIfSystemProperty(named = "rote.device", matches = "cpu")
class TensorFlowContractTest extends BackendContract {
  TensorFlowContractTest() {
    super("tensorflow");
  }
}
