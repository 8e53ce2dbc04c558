package dev.rote.backend.djl;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.rote.api.DeviceUnavailableException;
import java.nio.file.Path;

/**
 * PyTorch's process-wide switches, {@code at::Context}. DJL has no call for them (its {@code
 * use_mkldnn} property makes opaque tensors, which cannot be trained), so they are called in {@code
 * libtorch_cpu} by their C++ names, which are those of the Itanium ABI: Linux and macOS.
 */
final class TorchContext {
  private static final String GLOBAL_CONTEXT = "_ZN2at13globalContextEv";
  private static final String SET_ONEDNN = "_ZN2at7Context20setUserEnabledMkldnnEb";
  private static final String GET_ONEDNN = "_ZNK2at7Context17userEnabledMkldnnEv";
  private static final String HAS_ONEDNN = "_ZN2at7Context9hasMKLDNNEv";
  private static final String SET_DETERMINISTIC_CUDNN = "_ZN2at7Context21setDeterministicCuDNNEb";
  private static final String GET_DETERMINISTIC_CUDNN = "_ZNK2at7Context18deterministicCuDNNEv";

  private static final String SET_NNPACK = "_ZN2at7Context20setUserEnabledNNPACKEb";
  private static final String INITIALIZE_NNPACK = "nnp_initialize";

  private final NativeLibrary torch;
  private final Pointer context;

  private TorchContext(NativeLibrary torch, Pointer context) {
    this.torch = torch;
    this.context = context;
  }

  /**
   * Returns the switches of the PyTorch that has been loaded.
   *
   * @throws DeviceUnavailableException if they cannot be reached
   */
  static TorchContext ofThisProcess() {
    Path library = Path.of(LibUtils.getLibtorchPath(), System.mapLibraryName("torch_cpu"));
    try {
      NativeLibrary torch = NativeLibrary.getInstance(library.toString());
      return new TorchContext(torch, torch.getFunction(GLOBAL_CONTEXT).invokePointer(none()));
    } catch (UnsatisfiedLinkError e) {
      throw unreachable("at::globalContext", library.toString(), e);
    }
  }

  /** Lets PyTorch's convolutions run in oneDNN's kernels, or not. */
  void useOneDnn(boolean use) {
    if (use && !is(HAS_ONEDNN, none())) {
      throw new DeviceUnavailableException(
          "onednn is unavailable: " + torch.getName() + " was built without oneDNN; use cpu");
    }
    set(SET_ONEDNN, use);
    if (oneDnnInUse() != use) {
      throw new DeviceUnavailableException(
          "oneDNN cannot be switched " + (use ? "on" : "off") + " in " + torch.getName());
    }
  }

  /** Returns whether PyTorch's convolutions may run in oneDNN's kernels. */
  boolean oneDnnInUse() {
    return is(GET_ONEDNN, context);
  }

  /**
   * Switches off NNPACK, which computes some of PyTorch's convolutions, if it cannot run on this
   * processor. PyTorch would find that out in every one of them, print a warning and compute it
   * otherwise, as it does now. Nothing happens if PyTorch lacks one of the two functions.
   */
  void leaveOutNnpackWhereItCannotRun() {
    try {
      if (torch.getFunction(INITIALIZE_NNPACK).invokeInt(none()) != 0) {
        call(SET_NNPACK, false);
      }
    } catch (UnsatisfiedLinkError e) {
      // Then there is no NNPACK, or no switch: what is computed stays the same, with its warnings.
    }
  }

  /** Lets cuDNN choose only algorithms that give the same bits every time. */
  void useDeterministicCudnn() {
    set(SET_DETERMINISTIC_CUDNN, true);
    if (!is(GET_DETERMINISTIC_CUDNN, context)) {
      throw new DeviceUnavailableException(
          "cuDNN cannot be made deterministic in " + torch.getName());
    }
  }

  private void set(String function, boolean value) {
    try {
      call(function, value);
    } catch (UnsatisfiedLinkError e) {
      throw unreachable(function, torch.getName(), e);
    }
  }

  private void call(String function, boolean value) {
    // C++'s bool is one byte; JNA's own boolean is C's int.
    torch.getFunction(function).invokeVoid(new Object[] {context, (byte) (value ? 1 : 0)});
  }

  private boolean is(String function, Object... arguments) {
    try {
      return (torch.getFunction(function).invokeInt(arguments) & 0xFF) != 0;
    } catch (UnsatisfiedLinkError e) {
      throw unreachable(function, torch.getName(), e);
    }
  }

  private static Object[] none() {
    return new Object[0];
  }

  private static DeviceUnavailableException unreachable(
      String function, String library, UnsatisfiedLinkError cause) {
    DeviceUnavailableException unavailable =
        new DeviceUnavailableException(
            "PyTorch's switches cannot be reached, so what would run is unknown: "
                + library
                + " has no "
                + function);
    unavailable.initCause(cause);
    return unavailable;
  }
}
