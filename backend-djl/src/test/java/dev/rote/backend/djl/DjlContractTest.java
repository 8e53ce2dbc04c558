package dev.rote.backend.djl;

import dev.rote.api.Backend;
import dev.rote.api.DeviceKind;
import dev.rote.testkit.BackendContract;
import java.util.Set;

/** The contract on every device whose natives this build has. */
class DjlContractTest extends BackendContract {
  private static final String GPU_NATIVES = "pytorch-native-cu1";

  DjlContractTest() {
    super("djl-pytorch");
  }

  /** Natives for a GPU come with the profile djl-cuda. */
  @Override
  protected Set<DeviceKind> devices(Backend backend) {
    boolean gpu =
        classPath(DeviceKind.CUDA).stream()
            .anyMatch(jar -> jar.getFileName().toString().startsWith(GPU_NATIVES));
    return gpu ? backend.devices() : Set.of(DeviceKind.CPU, DeviceKind.ONEDNN);
  }
}
