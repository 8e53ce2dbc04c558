package dev.rote.runner.training;

import dev.rote.api.Images;
import dev.rote.api.ParameterSpec;
import dev.rote.api.Parameters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 of tensors, such that any language can compute it again: for each tensor, the UTF-8 form
 * of its element type and shape, such as {@code float32[128, 3, 28, 28]}, a line feed, and the
 * elements in row-major order as little-endian bytes. A list of parameters is the concatenation of
 * its tensors, each preceded by its name and a blank.
 */
public final class TensorHash {
  private static final int CHUNK_ELEMENTS = 1 << 16;

  private final MessageDigest digest;
  private final ByteBuffer chunk =
      ByteBuffer.allocate(CHUNK_ELEMENTS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** Begins a hash of several tensors, one after the other. */
  public TensorHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns the hash of images, {@code float32[n, c, h, w]}. */
  public static String of(Images images) {
    return new TensorHash().add(images).hex();
  }

  /** Returns the hash of labels or indices, {@code int32[...]} with this shape. */
  public static String of(IntBuffer values, int... shape) {
    return new TensorHash().add(values, shape).hex();
  }

  /** Returns the hash of all parameters in the model's order. */
  public static String of(Parameters parameters) {
    TensorHash hash = new TensorHash();
    for (ParameterSpec spec : parameters.specs()) {
      hash.text(spec.name() + " ");
      List<Integer> shape = spec.shape().dimensions();
      hash.add(
          parameters.values(spec.name()), shape.stream().mapToInt(Integer::intValue).toArray());
    }
    return hash.hex();
  }

  /** Adds images, {@code float32[n, c, h, w]}. */
  public TensorHash add(Images images) {
    int[] shape = new int[images.shape().rank() + 1];
    shape[0] = images.count();
    for (int axis = 1; axis < shape.length; axis++) {
      shape[axis] = images.shape().get(axis - 1);
    }
    add(images.values(), shape);
    return this;
  }

  /** Adds labels or indices, {@code int32[...]} with this shape. */
  public TensorHash add(IntBuffer values, int... shape) {
    header("int32", shape);
    IntBuffer rest = values.duplicate().clear();
    while (rest.hasRemaining()) {
      int elements = Math.min(CHUNK_ELEMENTS, rest.remaining());
      chunk.clear().asIntBuffer().put(rest.slice(rest.position(), elements));
      rest.position(rest.position() + elements);
      digest.update(chunk.limit(elements * Integer.BYTES));
    }
    return this;
  }

  private void add(FloatBuffer values, int... shape) {
    header("float32", shape);
    FloatBuffer rest = values.duplicate().clear();
    while (rest.hasRemaining()) {
      int elements = Math.min(CHUNK_ELEMENTS, rest.remaining());
      // Bulk copies keep every bit, also those of a NaN, and are as fast as the digest allows.
      chunk.clear().asFloatBuffer().put(rest.slice(rest.position(), elements));
      rest.position(rest.position() + elements);
      digest.update(chunk.limit(elements * Float.BYTES));
    }
  }

  private void header(String elementType, int... shape) {
    text(elementType + Arrays.toString(shape) + "\n");
  }

  private void text(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Ends the hash and returns it in hexadecimal. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
