package dev.rote.backend.onnx;

import dev.rote.api.Backend;
import dev.rote.api.DeviceKind;
import dev.rote.testkit.BackendContract;
import dev.rote.testkit.TestDevice;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/** The contract, on the device whose build of ONNX Runtime is on the class path. */
@Tag("any-device")
class OnnxContractTest extends BackendContract {
  OnnxContractTest() {
    super("onnxruntime");
  }

  @Override
  protected Set<DeviceKind> devices(Backend backend) {
    return Set.of(TestDevice.ofThisRun().kind());
  }
}
