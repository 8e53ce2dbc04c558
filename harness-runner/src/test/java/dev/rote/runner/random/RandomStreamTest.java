package dev.rote.runner.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The expected numbers come from a separate implementation in Python, and those of SplitMix64 from
 * its author's reference implementation.
 */
class RandomStreamTest {
  @Test
  void withoutPurposeItIsSplitMix64() {
    RandomStream random = RandomStream.of(1234567, "");
    assertThat(LongStream.generate(random::nextLong).limit(5).mapToObj(Long::toUnsignedString))
        .containsExactly(
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821");
  }

  @ParameterizedTest
  @CsvSource({
    "1, labels, '', 78f9d8ef15938841, 7e33203e93c9afb5",
    "1, labels, 0, c49ce803bec8a043, 18c70c09be9a48d0",
    "1, labels, 1, c9b8fe017885d19a, 9ae328c7cc40188a",
    "1, augmentation, 3 17, 486105f5affafc89, 961f4afc62d7cb34",
    "-1, noise, 1 9999, 0db31ece78366d85, 1ac214f0e9606ee3",
    "2, größe, '', 01069fe27cf5fab2, 2aec73c22c6d218f",
  })
  void theKeyComesFromSeedPurposeAndIndices(
      long seed, String purpose, String indices, String first, String second) {
    long[] parsed =
        Arrays.stream(indices.split(" "))
            .filter(index -> !index.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    RandomStream random = RandomStream.of(seed, purpose, parsed);
    assertThat(random.nextLong()).isEqualTo(Long.parseUnsignedLong(first, 16));
    assertThat(random.nextLong()).isEqualTo(Long.parseUnsignedLong(second, 16));
  }

  @Test
  void streamsOfDifferentSeedPurposeOrIndicesDiffer() {
    Set<Long> firsts = new HashSet<>();
    int streams = 0;
    for (long seed = 0; seed < 5; seed++) {
      for (String purpose : new String[] {"labels", "pixels", "noise"}) {
        firsts.add(RandomStream.of(seed, purpose).nextLong());
        streams++;
        for (long index = 0; index < 1000; index++) {
          firsts.add(RandomStream.of(seed, purpose, index).nextLong());
          firsts.add(RandomStream.of(seed, purpose, 0, index).nextLong());
          streams += 2;
        }
      }
    }
    assertThat(firsts).hasSize(streams);
  }

  @Test
  void boundedIntegersAreTheDocumentedOnes() {
    RandomStream random = RandomStream.of(1, "labels");
    assertThat(IntStream.generate(() -> random.nextInt(10)).limit(20))
        .containsExactly(4, 4, 5, 2, 9, 6, 0, 4, 2, 8, 8, 1, 3, 4, 6, 1, 8, 8, 7, 2);
  }

  @Test
  void boundedIntegersReachTheLargestBound() {
    RandomStream random = RandomStream.of(1, "labels");
    assertThat(IntStream.generate(() -> random.nextInt(Integer.MAX_VALUE)).limit(4))
        .containsExactly(1014819959, 1058639902, 1229040941, 446521634);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void aBoundBelowOneIsRefused(int bound) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RandomStream.of(1, "labels").nextInt(bound))
        .withMessage("bound is " + bound + ", allowed is 1 or more");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 100})
  void boundedIntegersAreUniform(int bound) {
    RandomStream random = RandomStream.of(3, "uniformity", bound);
    int perValue = 10_000;
    int[] counts = new int[bound];
    for (int i = 0; i < bound * perValue; i++) {
      counts[random.nextInt(bound)]++;
    }
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += Math.pow(count - perValue, 2) / perValue;
    }
    assertThat(chiSquare).isLessThan(bound + 5 * Math.sqrt(2.0 * bound));
  }

  @Test
  void uniformNumbersLieInTheUnitIntervalWithItsMoments() {
    RandomStream random = RandomStream.of(4, "uniformity");
    int n = 100_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double value = random.nextDouble();
      assertThat(value >= 0 && value < 1).isTrue();
      sum += value;
      squares += value * value;
    }
    assertThat(sum / n).isCloseTo(0.5, within(0.005));
    assertThat(squares / n).isCloseTo(1.0 / 3, within(0.005));
  }

  @Test
  void normalNumbersAreBitForBitTheDocumentedOnes() {
    RandomStream random = RandomStream.of(1, "noise", 0, 0);
    assertThat(random.nextNormal()).isEqualTo(-0x1.14e79bec6b8c4p-1);
    assertThat(random.nextNormal()).isEqualTo(-0x1.d892e19e79affp-3);
    assertThat(random.nextNormal()).isEqualTo(0x1.5436508566c21p+0);
    assertThat(random.nextNormal()).isEqualTo(0x1.e19cfef51c813p-1);
  }

  @Test
  void normalNumbersHaveTheirMoments() {
    RandomStream random = RandomStream.of(5, "normality");
    int n = 100_000;
    double[] moments = new double[5];
    for (int i = 0; i < n; i++) {
      double value = random.nextNormal();
      for (int order = 1; order < moments.length; order++) {
        moments[order] += Math.pow(value, order) / n;
      }
    }
    assertThat(moments[1]).isCloseTo(0, within(0.02));
    assertThat(moments[2]).isCloseTo(1, within(0.03));
    assertThat(moments[3]).isCloseTo(0, within(0.06));
    assertThat(moments[4]).isCloseTo(3, within(0.15));
  }

  @Test
  void aPermutationIsTheDocumentedOne() {
    assertThat(RandomStream.of(1, "pixels").permutation(10))
        .containsExactly(6, 2, 3, 7, 4, 0, 1, 8, 5, 9);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 784})
  void aPermutationHoldsEveryIndexOnce(int n) {
    assertThat(RandomStream.of(6, "pixels").permutation(n))
        .containsExactlyInAnyOrder(IntStream.range(0, n).toArray());
  }

  @Test
  void everyPermutationIsEquallyLikely() {
    int[] counts = new int[6];
    for (int i = 0; i < 6000; i++) {
      int[] permutation = RandomStream.of(7, "pixels", i).permutation(3);
      counts[2 * permutation[0] + (permutation[1] > permutation[2] ? 1 : 0)]++;
    }
    assertThat(IntStream.of(counts)).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
  }
}
