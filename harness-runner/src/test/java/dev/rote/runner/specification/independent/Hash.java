package dev.rote.runner.specification.independent;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Section "Hashes". */
final class Hash {
  private final MessageDigest sha256 = sha256();

  Hash floats(String prefix, int[] shape, float[]... rows) {
    header(prefix + "float32", shape);
    for (float[] row : rows) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * row.length).order(ByteOrder.LITTLE_ENDIAN);
      for (float value : row) {
        bytes.putInt(Float.floatToRawIntBits(value));
      }
      sha256.update(bytes.array());
    }
    return this;
  }

  Hash ints(int[] shape, int... values) {
    header("int32", shape);
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value);
    }
    sha256.update(bytes.array());
    return this;
  }

  private void header(String type, int[] shape) {
    StringBuilder text = new StringBuilder(type).append('[');
    for (int axis = 0; axis < shape.length; axis++) {
      text.append(axis == 0 ? "" : ", ").append(shape[axis]);
    }
    sha256.update(text.append("]\n").toString().getBytes(StandardCharsets.US_ASCII));
  }

  String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
