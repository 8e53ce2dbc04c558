package dev.rote.backend.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import dev.rote.api.Device;
import dev.rote.api.DeviceUnavailableException;

/** The PyTorch engine of this process, set up for one device. */
final class PyTorch {
  private final Engine engine;
  private final ai.djl.Device device;

  private PyTorch(Engine engine, ai.djl.Device device) {
    this.engine = engine;
    this.device = device;
  }

  /**
   * Loads PyTorch, unless that has been done in this process before, and sets the calling thread
   * and the process up.
   *
   * @throws DeviceUnavailableException if PyTorch or the device cannot be used
   */
  static PyTorch start(Device device, int threads) {
    Engine engine = engine(device);
    JniUtils.setNumThreads(threads);
    // Outside a gradient collector nothing is recorded; PyTorch's default is to record, per thread.
    JniUtils.setGradMode(false);
    return switch (device.kind()) {
      case CPU -> onProcessor(engine, false);
      case ONEDNN -> onProcessor(engine, true);
      case CUDA -> onGpu(engine, device);
    };
  }

  /** Returns the root of everything a trainer allocates on the device. */
  NDManager newManager() {
    return engine.newBaseManager(device);
  }

  /** Starts recording operations for a gradient; closed, it stops. */
  GradientCollector newGradientCollector() {
    return engine.newGradientCollector();
  }

  private static Engine engine(Device device) {
    // DJL finds its engines and its natives through the thread's context class loader only.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(PyTorch.class.getClassLoader());
    try {
      return Engine.getEngine(PtEngine.ENGINE_NAME);
    } catch (EngineException | LinkageError | AssertionError e) {
      DeviceUnavailableException unavailable =
          new DeviceUnavailableException(
              "PyTorch cannot be loaded for " + device + ": " + rootCause(e) + "; probe it first");
      unavailable.initCause(e);
      throw unavailable;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static PyTorch onProcessor(Engine engine, boolean oneDnn) {
    TorchContext context = TorchContext.ofThisProcess();
    context.useOneDnn(oneDnn);
    context.leaveOutNnpackWhereItCannotRun();
    return new PyTorch(engine, ai.djl.Device.cpu());
  }

  private static PyTorch onGpu(Engine engine, Device device) {
    if (!engine.hasCapability("CUDA")) {
      throw new DeviceUnavailableException(
          device
              + " is unavailable: PyTorch "
              + engine.getVersion()
              + " was loaded without CUDA; probe it to see what is missing");
    }
    if (device.ordinal() >= engine.getGpuCount()) {
      throw new DeviceUnavailableException(
          device + " is unavailable: PyTorch sees " + engine.getGpuCount() + " GPUs");
    }
    TorchContext.ofThisProcess().useDeterministicCudnn();
    return new PyTorch(engine, ai.djl.Device.gpu(device.ordinal()));
  }

  private static Throwable rootCause(Throwable failure) {
    return failure.getCause() == null ? failure : rootCause(failure.getCause());
  }
}
