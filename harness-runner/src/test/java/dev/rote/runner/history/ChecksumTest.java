package dev.rote.runner.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The checksum of a line, computed a second time bit by bit, and what it notices. */
class ChecksumTest {
  private static final byte[] LINE =
      Checksum.append("{\"kind\":\"\u00fc\",\"n\":1}".getBytes(UTF_8));

  @Test
  void itIsTheCrc32cOfAllThatComesBeforeIt() {
    assertThat(crc32c("123456789".getBytes(UTF_8))).isEqualTo(0xe3069283);
    String covered = "{\"kind\":\"\u00fc\",\"n\":1";

    assertThat(new String(LINE, UTF_8))
        .isEqualTo("%s,\"crc\":\"%08x\"}".formatted(covered, crc32c(covered.getBytes(UTF_8))));
    assertThat(Checksum.holds(LINE, 0, LINE.length)).isTrue();
  }

  @Test
  void everyBitCounts() {
    for (int bit = 0; bit < 8 * LINE.length; bit++) {
      byte[] other = LINE.clone();
      other[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(Checksum.holds(other, 0, other.length)).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void aLineThatWasCutIsNone() {
    for (int to = 0; to < LINE.length; to++) {
      assertThat(Checksum.holds(LINE, 0, to)).as("%d bytes", to).isFalse();
    }
  }

  /** Polynomial 0x1EDC6F41, reflected, as in RFC 3720. */
  private static int crc32c(byte[] bytes) {
    int crc = ~0;
    for (byte each : bytes) {
      crc ^= each & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) * 0x82f63b78);
      }
    }
    return ~crc;
  }
}
