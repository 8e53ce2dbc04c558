package dev.rote.runner.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The last property of every line, {@code ,"crc":"xxxxxxxx"}}: the CRC-32C, in eight lowercase
 * hexadecimal digits, of all bytes of the line before the comma that precedes it. A line whose
 * bytes do not give it was torn.
 */
final class Checksum {
  private static final byte[] KEY = ",\"crc\":\"".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = "\"}".getBytes(StandardCharsets.UTF_8);
  private static final int DIGITS = 8;
  private static final int LENGTH = KEY.length + DIGITS + END.length;
  private static final HexFormat HEX = HexFormat.of();

  private Checksum() {}

  /** Returns an object of JSON, which is not empty, with its checksum, and without a line feed. */
  static byte[] append(byte[] json) {
    int covered = json.length - 1;
    byte[] line = Arrays.copyOf(json, covered + LENGTH);
    System.arraycopy(KEY, 0, line, covered, KEY.length);
    byte[] digits = HEX.toHexDigits(of(json, 0, covered)).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, line, covered + KEY.length, DIGITS);
    System.arraycopy(END, 0, line, line.length - END.length, END.length);
    return line;
  }

  /** Returns whether a line, without its line feed, ends in its checksum. */
  static boolean holds(byte[] bytes, int from, int to) {
    int covered = to - LENGTH;
    int digits = covered + KEY.length;
    return covered > from
        && Arrays.equals(bytes, covered, digits, KEY, 0, KEY.length)
        && Arrays.equals(bytes, to - END.length, to, END, 0, END.length)
        && HEX.toHexDigits(of(bytes, from, covered))
            .equals(new String(bytes, digits, DIGITS, StandardCharsets.ISO_8859_1));
  }

  private static int of(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }
}
