package dev.rote.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectBuffersTest {
  /** Many sizes, because where an allocation starts depends on those before it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 999, 1000, 1024, 2352})
  void buffersHaveTheRoomAskedForAndStartAtACacheLine(int count) {
    for (int more = 0; more < 64; more++) {
      assertThat(DirectBuffers.bytes(count + more).alignmentOffset(0, 64)).isZero();
      FloatBuffer floats = DirectBuffers.floats(count + more);
      IntBuffer ints = DirectBuffers.ints(count + more);
      assertThat(floats.capacity()).isEqualTo(count + more);
      assertThat(ints.capacity()).isEqualTo(count + more);
      assertThat(floats.order()).isEqualTo(ByteOrder.nativeOrder());
      assertThat(ints.order()).isEqualTo(ByteOrder.nativeOrder());
      assertThat(floats.isDirect()).isTrue();
      assertThat(ints.isDirect()).isTrue();
    }
  }
}
