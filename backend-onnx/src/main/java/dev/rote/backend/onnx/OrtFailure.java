package dev.rote.backend.onnx;

import ai.onnxruntime.OrtException;

/** ONNX Runtime refused or failed at what it was asked, which no caller can mend. */
final class OrtFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private OrtFailure(OrtException cause) {
    super("ONNX Runtime: " + cause.getMessage(), cause);
  }

  /** Something that ONNX Runtime does. */
  interface Call<T> {
    T run() throws OrtException;
  }

  /** Something that ONNX Runtime does without an answer. */
  interface Action {
    void run() throws OrtException;
  }

  /** Returns the call's answer. */
  static <T> T unchecked(Call<T> call) {
    try {
      return call.run();
    } catch (OrtException e) {
      throw new OrtFailure(e);
    }
  }

  /** Does it. */
  static void unchecked(Action action) {
    try {
      action.run();
    } catch (OrtException e) {
      throw new OrtFailure(e);
    }
  }
}
