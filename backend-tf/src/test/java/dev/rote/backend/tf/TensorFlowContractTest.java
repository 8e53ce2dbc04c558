package dev.rote.backend.tf;

import dev.rote.api.Backend;
import dev.rote.api.DeviceKind;
import dev.rote.testkit.BackendContract;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract on the processor's devices, in processes of its own: once is enough. */
@EnabledIfSystemProperty(named = "rote.device", matches = "cpu")
class TensorFlowContractTest extends BackendContract {
  TensorFlowContractTest() {
    super("tensorflow");
  }

  /** Natives for a GPU are never on the class path of the tests: docs/backend-tf.md. */
  @Override
  protected Set<DeviceKind> devices(Backend backend) {
    return Set.of(DeviceKind.CPU, DeviceKind.ONEDNN);
  }
}
