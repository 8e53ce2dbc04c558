package dev.rote.runner.data.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.runner.fixture.KnownSets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The expected hashes come from a separate implementation in Python. */
class ShapesTest {
  private static final ImageSource SHAPES = KnownSets.SHAPES.find(Path.of("")).orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "TRAIN, 1307caf9a73d92afb7569081c85840613f71290c4104e60c280e9ed0ea405b24",
    "TEST, d46f22df98b7a6848a8bb3205fbbe611e4da7c12dc87e2687ba11b092db1da66",
  })
  void theFirstTwentyImagesAreTheDocumentedOnes(Split split, String sha256)
      throws NoSuchAlgorithmException {
    Sources.Stored stored = Sources.read(SHAPES, split, 20);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < 20; i++) {
      digest.update(stored.labels()[i]);
      digest.update(stored.image(i));
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(sha256);
  }

  @ParameterizedTest
  @EnumSource(Split.class)
  void anImageDoesNotDependOnHowManyAreAskedFor(Split split) {
    Sources.Stored few = Sources.read(SHAPES, split, 5);
    Sources.Stored many = Sources.read(SHAPES, split, ImageSource.Block.IMAGES + 5);
    for (int i = 0; i < 5; i++) {
      assertThat(many.labels()[i]).isEqualTo(few.labels()[i]);
      assertThat(many.image(i)).isEqualTo(few.image(i));
    }
  }

  @Test
  void trainingAndTestImagesDiffer() {
    Sources.Stored train = Sources.read(SHAPES, Split.TRAIN, 100);
    Sources.Stored test = Sources.read(SHAPES, Split.TEST, 100);
    for (int i = 0; i < 100; i++) {
      assertThat(test.image(i)).isNotEqualTo(train.image(i));
    }
  }

  @Test
  void everyClassHasAboutATenthOfTheImages() {
    int[] counts = new int[10];
    for (byte label : Sources.read(SHAPES, Split.TRAIN, 2000).labels()) {
      counts[label]++;
    }
    assertThat(IntStream.of(counts)).allSatisfy(count -> assertThat(count).isBetween(150, 250));
  }

  @Test
  void figuresOfDifferentClassesLookDifferent() {
    for (Figure one : Figure.values()) {
      for (Figure other : Figure.values()) {
        if (one != other) {
          assertThat(pixelsThatDiffer(one, other)).as("%s and %s", one, other).isGreaterThan(20);
        }
      }
    }
  }

  @Test
  void moreImagesThanThereAreAreRefused() {
    assertThatThrownBy(() -> SHAPES.read(Split.TEST, 200_001, block -> {}))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "200,001 test images of shapes were asked for, but there are 200,000, in its"
                + " generator");
  }

  private static int pixelsThatDiffer(Figure one, Figure other) {
    int radius = 14;
    int count = 0;
    for (int y = -27; y <= 27; y += 2) {
      for (int x = -27; x <= 27; x += 2) {
        count += one.contains(x, y, radius) == other.contains(x, y, radius) ? 0 : 1;
      }
    }
    return count;
  }
}
