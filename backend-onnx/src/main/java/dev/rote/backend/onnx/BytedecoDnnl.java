package dev.rote.backend.onnx;

import ai.onnxruntime.OrtSession.SessionOptions;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Adds oneDNN to a session of the ONNX Runtime that the bytedeco project builds. Its {@code
 * ai.onnxruntime} classes are those of Microsoft, but {@code addDnnl} fails there, because the
 * build never sets the table of functions it uses; the same function of the C interface, which
 * bytedeco exports itself, works. By reflection, because no two builds fit on a class path.
 */
final class BytedecoDnnl {
  private static final String PACKAGE = "org.bytedeco.onnxruntime.";

  private BytedecoDnnl() {}

  static void addTo(SessionOptions options) {
    try {
      Object nativeOptions = nativeOptions(options);
      Method append =
          Class.forName(PACKAGE + "global.onnxruntime")
              .getMethod(
                  "OrtSessionOptionsAppendExecutionProvider_Dnnl",
                  nativeOptions.getClass(),
                  int.class);
      int useArena = 1;
      Object status = append.invoke(null, nativeOptions, useArena);
      if (status != null && address(status) != 0) {
        throw new IllegalStateException("ONNX Runtime did not accept oneDNN");
      }
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("ONNX Runtime did not accept oneDNN", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "this ONNX Runtime is no build of bytedeco with oneDNN: " + e, e);
    }
  }

  /** Returns bytedeco's handle of the options behind Microsoft's class. */
  private static Object nativeOptions(SessionOptions options) throws ReflectiveOperationException {
    Method handle = SessionOptions.class.getDeclaredMethod("getNativeHandle");
    handle.setAccessible(true);
    Class<?> pointerType = Class.forName("org.bytedeco.javacpp.Pointer");
    Object pointer = pointerType.getConstructor().newInstance();
    addressField().setLong(pointer, (long) handle.invoke(options));
    return Class.forName(PACKAGE + "OrtSessionOptions")
        .getConstructor(pointerType)
        .newInstance(pointer);
  }

  private static long address(Object pointer) throws ReflectiveOperationException {
    return addressField().getLong(pointer);
  }

  private static Field addressField() throws ReflectiveOperationException {
    Field address = Class.forName("org.bytedeco.javacpp.Pointer").getDeclaredField("address");
    address.setAccessible(true);
    return address;
  }
}
