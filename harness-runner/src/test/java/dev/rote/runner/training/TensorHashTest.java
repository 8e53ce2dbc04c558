package dev.rote.runner.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Images;
import dev.rote.api.Initializer;
import dev.rote.api.Layer;
import dev.rote.api.Model;
import dev.rote.api.Parameters;
import dev.rote.api.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TensorHashTest {
  @Test
  void imagesAreHashedAsTypeShapeAndLittleEndianBytes() {
    Images images = images(2, 1.5f, -2, 3, 4);

    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(1.5f).putFloat(-2).putFloat(3).putFloat(4);
    assertThat(TensorHash.of(images)).isEqualTo(sha256("float32[2, 1, 1, 2]\n", bytes.array()));
  }

  @Test
  void indicesAreHashedAsInt32() {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(7).putInt(256);

    assertThat(TensorHash.of(IntBuffer.wrap(new int[] {7, 256}), 2))
        .isEqualTo(sha256("int32[2]\n", bytes.array()));
  }

  @Test
  void theSameElementsInAnotherShapeAreAnotherTensor() {
    IntBuffer values = IntBuffer.wrap(new int[6]);

    assertThat(TensorHash.of(values, 2, 3)).isNotEqualTo(TensorHash.of(values, 3, 2));
  }

  @Test
  void everyBitCountsAlsoThoseOfWhatIsNotANumber() {
    float quiet = Float.intBitsToFloat(0x7fc00000);
    float other = Float.intBitsToFloat(0x7fc00001);

    assertThat(TensorHash.of(images(1, quiet, 0))).isNotEqualTo(TensorHash.of(images(1, other, 0)));
    assertThat(TensorHash.of(images(1, 0f, 0))).isNotEqualTo(TensorHash.of(images(1, -0f, 0)));
  }

  @Test
  void tensorsLargerThanABufferAreHashedWhole() {
    float[] values = new float[200_000];
    values[199_999] = 1;
    ByteBuffer bytes = ByteBuffer.allocate(800_000).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);

    assertThat(TensorHash.of(images(100_000, values)))
        .isEqualTo(sha256("float32[100000, 1, 1, 2]\n", bytes.array()));
  }

  @Test
  void parametersAreHashedInTheModelsOrderWithTheirNames() {
    Model model =
        Model.of("model", Shape.of(2), List.of(new Layer.Dense(2, true)), Initializer.HE_NORMAL);
    Parameters parameters =
        Parameters.of(
            model.parameters(),
            Map.of("dense1.weight", new float[] {1, 2, 3, 4}, "dense1.bias", new float[] {5, 6}));

    ByteBuffer weight = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    weight.asFloatBuffer().put(new float[] {1, 2, 3, 4});
    ByteBuffer bias = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    bias.asFloatBuffer().put(new float[] {5, 6});
    assertThat(TensorHash.of(parameters))
        .isEqualTo(
            sha256(
                "dense1.weight float32[2, 2]\n",
                weight.array(),
                "dense1.bias float32[2]\n".getBytes(StandardCharsets.UTF_8),
                bias.array()));
  }

  private static Images images(int count, float... values) {
    return new Images(count, Shape.of(1, 1, 2), FloatBuffer.wrap(values));
  }

  private static String sha256(String header, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(header.getBytes(StandardCharsets.UTF_8));
      for (byte[] part : parts) {
        digest.update(part);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
