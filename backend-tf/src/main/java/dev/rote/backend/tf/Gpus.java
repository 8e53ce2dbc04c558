package dev.rote.backend.tf;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.internal.c_api.TFE_Context;
import org.tensorflow.internal.c_api.TFE_ContextOptions;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;

/**
 * The GPUs that TensorFlow can use. A graph that asks for one that is not there runs on the
 * processor and says nothing, so that a successful run is no proof; TensorFlow-Java has no public
 * way to list devices, but its binding of the C API has.
 */
final class Gpus {
  private Gpus() {}

  /**
   * Returns the names of the GPUs, in the order of their ordinals. Loads TensorFlow.
   *
   * @throws LinkageError if it cannot be loaded
   */
  @SuppressWarnings("try") // The scope is used by being open: closed, it frees what was made in it.
  static List<String> list() {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TFE_Context context = TFE_Context.newContext(TFE_ContextOptions.newContextOptions(), status);
      status.throwExceptionIfNotOK();
      TF_DeviceList devices = tensorflow.TFE_ContextListDevices(context, status);
      status.throwExceptionIfNotOK();
      try {
        return gpus(devices, status);
      } finally {
        tensorflow.TF_DeleteDeviceList(devices);
      }
    }
  }

  private static List<String> gpus(TF_DeviceList devices, TF_Status status) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < tensorflow.TF_DeviceListCount(devices); i++) {
      String type = tensorflow.TF_DeviceListType(devices, i, status).getString();
      status.throwExceptionIfNotOK();
      if (type.equals("GPU")) {
        names.add(tensorflow.TF_DeviceListName(devices, i, status).getString());
        status.throwExceptionIfNotOK();
      }
    }
    return names;
  }
}
