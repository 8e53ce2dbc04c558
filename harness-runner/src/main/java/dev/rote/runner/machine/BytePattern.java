package dev.rote.runner.machine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text that is looked for among bytes, as Horspool does: from its end, in long jumps. */
final class BytePattern {
  private final byte[] text;
  private final int[] jumps = new int[256];

  BytePattern(String text) {
    this.text = text.getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(jumps, this.text.length);
    for (int i = 0; i < this.text.length - 1; i++) {
      jumps[this.text[i] & 0xff] = this.text.length - 1 - i;
    }
  }

  /** Returns where the text begins for the first time in a buffer with an array, or -1. */
  int indexIn(ByteBuffer buffer) {
    byte[] bytes = buffer.array();
    int last = text.length - 1;
    for (int at = buffer.position(); at + last < buffer.limit(); ) {
      byte end = bytes[at + last];
      if (end == text[last] && Arrays.equals(text, 0, last, bytes, at, at + last)) {
        return at;
      }
      at += jumps[end & 0xff];
    }
    return -1;
  }
}
