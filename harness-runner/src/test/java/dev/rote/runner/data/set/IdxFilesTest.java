package dev.rote.runner.data.set;

import static dev.rote.runner.data.set.SampleFiles.gzip;
import static dev.rote.runner.data.set.SampleFiles.idxImages;
import static dev.rote.runner.data.set.SampleFiles.idxLabels;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.runner.fixture.KnownSets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IdxFilesTest {
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";

  @TempDir Path directory;
  private Path folder;

  @BeforeEach
  void writeMnist() {
    folder = SampleFiles.mnist(directory, 12, 3);
  }

  @Test
  void imagesAndLabelsAreRead() {
    Sources.Stored train = Sources.read(found(), Split.TRAIN, 12);
    assertThat(train.labels()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1);
    assertThat(train.image(11)).isEqualTo(SampleFiles.pixels(1, 11, 784));
    assertThat(Sources.read(found(), Split.TEST, 3).image(2))
        .isEqualTo(SampleFiles.pixels(2, 2, 784));
  }

  @Test
  void compressedFilesAreReadTheSame() throws IOException {
    byte[] expected = Sources.read(found(), Split.TRAIN, 12).pixels();
    compress(IMAGES);
    compress(LABELS);
    assertThat(Sources.read(found(), Split.TRAIN, 12).pixels()).isEqualTo(expected);
  }

  /** Browsers unpack what they fetch and keep its name, and others drop the suffix only. */
  @Test
  void whetherAFileIsCompressedIsToldByItsContent() throws IOException {
    byte[] expected = Sources.read(found(), Split.TRAIN, 12).pixels();
    Path images = folder.resolve(IMAGES);
    Path labels = folder.resolve(LABELS);
    SampleFiles.write(images, gzip(Files.readAllBytes(images)));
    Files.move(labels, folder.resolve(LABELS + ".gz"));
    assertThat(Sources.read(found(), Split.TRAIN, 12).pixels()).isEqualTo(expected);
    assertThat(found().present()).extracting(SetFile::name).startsWith(IMAGES + ".gz", LABELS);
  }

  @ParameterizedTest
  @CsvSource({
    "mnist/raw, -, -",
    "MNIST/raw, -, -",
    "MNIST, ., -",
    "Mnist, _, _",
    "mnist, ., .",
  })
  void aFolderOrFileThatNearlyHasTheNameIsTaken(String own, String dot, String second)
      throws IOException {
    byte[] expected = Sources.read(found(), Split.TRAIN, 12).pixels();
    Path moved = directory.resolve("moved");
    Files.move(folder, moved);
    Path other = directory.resolve(own);
    Files.createDirectories(other);
    for (String name : IdxFiles.names()) {
      String changed =
          name.replaceFirst("-idx", dot + "idx").replaceFirst("-ubyte", second + "ubyte");
      Files.move(moved.resolve(name), other.resolve(changed));
    }
    assertThat(Sources.read(found(), Split.TRAIN, 12).pixels()).isEqualTo(expected);
    assertThat(found().present()).extracting(SetFile::name).isEqualTo(IdxFiles.names());
  }

  @Test
  void theOfficialNameComesBeforeANearOneAndTwoNearOnesAreRefused() throws IOException {
    SampleFiles.write(folder.resolve("train-images.idx3-ubyte"), new byte[0]);
    assertThat(found().present().getFirst().path()).isEqualTo(folder.resolve(IMAGES));
    Files.move(folder.resolve(IMAGES), folder.resolve("train_images_idx3_ubyte"));
    assertThatThrownBy(this::found)
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s and %s have nearly the name train-images-idx3-ubyte: leave one of them, and call it that",
            folder.resolve("train-images.idx3-ubyte"), folder.resolve("train_images_idx3_ubyte"));
  }

  @Test
  void aPartialSetInTheFirstDirectoryIsNotReplacedByAnotherInSilence(@TempDir Path second)
      throws IOException {
    SampleFiles.mnist(second, 5, 2);
    Files.delete(folder.resolve(LABELS));
    assertThatThrownBy(() -> KnownSets.MNIST.open(new DataLocations(List.of(directory, second))))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(folder.resolve(LABELS) + " is missing");
  }

  @Test
  void moreImagesThanThereAreAreRefused() {
    assertThatThrownBy(() -> Sources.read(found(), Split.TEST, 4))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "4 test images of mnist were asked for, but there are 3, in"
                + " %1$s/t10k-images-idx3-ubyte and %1$s/t10k-labels-idx1-ubyte",
            folder);
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
    assertThatThrownBy(this::found)
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s is missing, with or without .gz: get it with `rote data fetch mnist`",
            folder.resolve("t10k-labels-idx1-ubyte"));
  }

  static Stream<Arguments> damagedFiles() {
    byte[] images = idxImages(1, 12);
    byte[] labels = idxLabels(12);
    return Stream.of(
        Arguments.of(
            IMAGES,
            Arrays.copyOf(images, images.length - 1),
            " has 9,423 bytes, but its header announces 9,424: fetch it again"),
        Arguments.of(
            IMAGES,
            Arrays.copyOf(images, images.length + 1),
            " has 9,425 bytes, but its header announces 9,424: fetch it again"),
        Arguments.of(
            IMAGES,
            with(images, 0, 0x801),
            " starts with 0x00000801, but an IDX file of images starts with 0x00000803: fetch it"
                + " again"),
        Arguments.of(
            LABELS,
            with(labels, 0, 0x803),
            " starts with 0x00000803, but an IDX file of labels starts with 0x00000801: fetch it"
                + " again"),
        Arguments.of(
            IMAGES,
            with(images, 12, 32),
            " has images of [28, 32], but [28, 28] are expected: fetch it again"),
        Arguments.of(
            LABELS,
            with(labels, 4, -3),
            " announces -3 elements, allowed is 1 or more: fetch it" + " again"),
        Arguments.of(
            LABELS,
            with(labels, 8, 0x00010A03),
            " says that image 2 (from 0) has the label 10, allowed is 0 to 9: it is corrupted or"
                + " not a file of mnist, so fetch it again"),
        Arguments.of(LABELS, new byte[3], " cannot be read: it is truncated"),
        Arguments.of(
            IMAGES + ".gz",
            gzip(Arrays.copyOf(images, images.length - 5)),
            " ended after 9,403 bytes of elements, but its header announces 9,408: fetch it"
                + " again"),
        Arguments.of(
            IMAGES + ".gz",
            gzip(Arrays.copyOf(images, images.length + 5)),
            " goes on after the 12 elements that its header announces: fetch it again"),
        Arguments.of(
            IMAGES + ".gz",
            Arrays.copyOf(gzip(images), gzip(images).length - 100),
            " cannot be read: it is truncated"),
        Arguments.of(
            IMAGES + ".gz",
            damagedCheckSum(gzip(images)),
            " cannot be read: it is not a sound gzip file (Corrupt GZIP trailer)"),
        Arguments.of(
            IMAGES + ".gz",
            gzip(gzip(images)),
            " is packed twice with gzip: unpack it once with gunzip"),
        Arguments.of(
            IMAGES,
            "\n<!DOCTYPE html><html>not found</html>".getBytes(UTF_8),
            " is a web page, which a server sent instead of the file: fetch it again"),
        Arguments.of(
            IMAGES + ".gz",
            "<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>".getBytes(UTF_8),
            " is a web page, which a server sent instead of the file: fetch it again"),
        Arguments.of(
            IMAGES + ".gz",
            gzip("<html>".getBytes(UTF_8)),
            " holds, under gzip, what is a web page, which a server sent instead of the file: fetch it again"),
        Arguments.of(IMAGES, new byte[0], " is empty: fetch it again"),
        Arguments.of(
            IMAGES,
            "version https://git-lfs.github.com/spec/v1\noid sha256:0\n".getBytes(UTF_8),
            " is a pointer of Git LFS and not the file: get the file with 'git lfs pull'"),
        Arguments.of(IMAGES, "PK\u0003\u0004".getBytes(UTF_8), " is a zip archive: unpack it"));
  }

  @ParameterizedTest
  @MethodSource("damagedFiles")
  void aDamagedFileIsRefusedByName(String name, byte[] content, String message) throws IOException {
    Files.delete(folder.resolve(name.replace(".gz", "")));
    Path file = SampleFiles.write(folder.resolve(name), content);
    assertThatThrownBy(() -> Sources.read(found(), Split.TRAIN, 12))
        .isInstanceOf(DataException.class)
        .hasMessage("%s%s", file, message);
  }

  @Test
  void imagesAndLabelsMustBeAsMany() {
    SampleFiles.write(folder.resolve(LABELS), idxLabels(11));
    assertThatThrownBy(() -> Sources.read(found(), Split.TRAIN, 5))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s has 12 images, but %s has 11 labels: fetch both again",
            folder.resolve(IMAGES), folder.resolve(LABELS));
  }

  @ParameterizedTest
  @CsvSource({"mnist, 5, 7", "fashion-mnist, 9, 9"})
  void theRealFilesStartWithTheKnownLabels(String id, int train, int test) {
    DataSet set = DataSet.byId(id).orElseThrow();
    ImageSource source = set.open(RealData.locations(set));
    assertThat(source.available(Split.TRAIN)).isEqualTo(60_000);
    assertThat(source.available(Split.TEST)).isEqualTo(10_000);
    assertThat(Sources.read(source, Split.TRAIN, 1).labels()).containsExactly(train);
    assertThat(Sources.read(source, Split.TEST, 10_000).labels()).startsWith(test);
  }

  private ImageSource found() {
    return KnownSets.MNIST.find(directory).orElseThrow();
  }

  private void compress(String name) throws IOException {
    Path file = folder.resolve(name);
    SampleFiles.write(folder.resolve(name + ".gz"), gzip(Files.readAllBytes(file)));
    Files.delete(file);
  }

  private static byte[] with(byte[] content, int offset, int value) {
    return ByteBuffer.wrap(content.clone()).putInt(offset, value).array();
  }

  private static byte[] damagedCheckSum(byte[] gzip) {
    gzip[gzip.length - 8] ^= 1;
    return gzip;
  }
}
