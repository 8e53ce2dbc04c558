package dev.rote.runner.data.set;

import static dev.rote.runner.data.set.SampleFiles.cifar10;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.runner.data.set.SampleFiles.Entry;
import dev.rote.runner.fixture.KnownSets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Cifar10Test {
  @TempDir Path directory;

  @Test
  void trainingFilesFollowOneAnother() {
    SampleFiles.cifar10Directory(directory, 3, 4, 4, 4, 4, 4);
    Sources.Stored train = Sources.read(found(), Split.TRAIN, 20);
    assertThat(train.labels()).containsExactly(labels(4, 1, 2, 3, 4, 5));
    assertThat(train.image(0)).isEqualTo(SampleFiles.pixels(1, 0, 3072));
    assertThat(train.image(19)).isEqualTo(SampleFiles.pixels(5, 3, 3072));
  }

  @Test
  void testImagesComeFromTheTestFile() {
    SampleFiles.cifar10Directory(directory, 3, 4);
    Sources.Stored test = Sources.read(found(), Split.TEST, 3);
    assertThat(test.labels()).containsExactly(0, 1, 2);
    assertThat(test.image(2)).isEqualTo(SampleFiles.pixels(0, 2, 3072));
  }

  @Test
  void fewerImagesAreTheFirstOnes() {
    SampleFiles.cifar10Directory(directory, 3, 4, 4);
    assertThat(Sources.read(found(), Split.TRAIN, 5).labels()).containsExactly(1, 2, 3, 4, 2);
  }

  @Test
  void filesLargerThanABlockAreReadWhole() {
    int images = ImageSource.Block.IMAGES + 7;
    SampleFiles.cifar10Directory(directory, 1, images);
    Sources.Stored train = Sources.read(found(), Split.TRAIN, images);
    assertThat(train.image(images - 1)).isEqualTo(SampleFiles.pixels(1, images - 1, 3072));
  }

  @Test
  void moreImagesThanThereAreAreRefusedWithTheFilesThatAreMissing() {
    Path folder = SampleFiles.cifar10Directory(directory, 3, 4, 4);
    assertThatThrownBy(() -> Sources.read(found(), Split.TRAIN, 9))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "9 training images of cifar10 were asked for, but there are 8, in"
                + " %1$s/data_batch_1.bin, %1$s/data_batch_2.bin (missing:"
                + " %1$s/data_batch_3.bin, %1$s/data_batch_4.bin, %1$s/data_batch_5.bin; `rote data"
                + " fetch cifar10` gets all)",
            folder);
  }

  @Test
  void aFileBehindAGapIsNotCounted() throws IOException {
    Path folder = SampleFiles.cifar10Directory(directory, 3, 4, 4, 4);
    Files.delete(folder.resolve("data_batch_2.bin"));
    assertThat(found().available(Split.TRAIN)).isEqualTo(4);
  }

  @Test
  void aTruncatedFileIsRefusedWithItsSize() {
    Path folder = SampleFiles.cifar10Directory(directory, 3, 4);
    Path file = folder.resolve("data_batch_1.bin");
    SampleFiles.write(file, Arrays.copyOf(cifar10(1, 4), 4 * 3073 - 1));
    assertThatThrownBy(() -> Sources.read(found(), Split.TRAIN, 2))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s has 12,291 bytes, which is not a multiple of CIFAR-10's record of 3,073: it is"
                + " truncated or not CIFAR-10's binary form, so fetch it again (the official file"
                + " has 30,730,000)",
            file);
  }

  @Test
  void anEmptyFileIsRefused() {
    Path folder = SampleFiles.cifar10Directory(directory, 3, 4);
    SampleFiles.write(folder.resolve("test_batch.bin"), new byte[0]);
    assertThatThrownBy(() -> Sources.read(found(), Split.TEST, 1))
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith("test_batch.bin is empty: fetch it again");
  }

  @Test
  void aLabelThatIsNoClassIsRefusedWithItsImage() {
    Path folder = SampleFiles.cifar10Directory(directory, 3, 4);
    byte[] content = cifar10(1, 4);
    content[2 * 3073] = (byte) 200;
    SampleFiles.write(folder.resolve("data_batch_1.bin"), content);
    assertThatThrownBy(() -> Sources.read(found(), Split.TRAIN, 4))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s says that image 2 (from 0) has the label 200, allowed is 0 to 9: it is corrupted or"
                + " not a file of cifar10, so fetch it again",
            folder.resolve("data_batch_1.bin"));
  }

  @Test
  void theArchiveIsReadInAnyOrder() {
    archive(
        entry(1, 4),
        entry(3, 4),
        new Entry("readme.html", new byte[99]),
        entry(4, 4),
        new Entry(Cifar10.TEST_FILE, cifar10(0, 3)),
        entry(5, 4),
        entry(2, 4));
    Sources.Stored train = Sources.read(found(), Split.TRAIN, 18);
    assertThat(train.labels()).containsExactly(Arrays.copyOf(labels(4, 1, 2, 3, 4, 5), 18));
    assertThat(train.image(17)).isEqualTo(SampleFiles.pixels(5, 1, 3072));
    assertThat(Sources.read(found(), Split.TEST, 3).labels()).containsExactly(0, 1, 2);
    assertThat(found().available(Split.TRAIN)).isEqualTo(20);
    assertThat(found().available(Split.TEST)).isEqualTo(3);
  }

  @Test
  void theArchiveIsPreferredToAPartialDirectory() {
    SampleFiles.cifar10Directory(directory, 3, 4);
    archive(entry(1, 4), entry(2, 4));
    assertThat(found().available(Split.TRAIN)).isEqualTo(8);
  }

  @Test
  void moreImagesThanTheArchiveHasAreRefused() {
    Path archive = archive(entry(1, 4), entry(2, 4));
    assertThatThrownBy(() -> Sources.read(found(), Split.TRAIN, 9))
        .isInstanceOf(DataException.class)
        .hasMessage("9 training images of cifar10 were asked for, but there are 8, in %s", archive);
  }

  @Test
  void anArchiveOfUnequalFilesIsRefused() {
    Path archive = archive(entry(1, 4), entry(2, 3));
    assertThatThrownBy(() -> Sources.read(found(), Split.TRAIN, 7))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "cifar-10-batches-bin/data_batch_2.bin in %s has 9,219 bytes, but the training file"
                + " before it has 12,292: fetch the archive again",
            archive);
  }

  @Test
  void aTruncatedArchiveIsRefused() throws IOException {
    Path archive = archive(entry(1, 4), entry(2, 4));
    byte[] content = Files.readAllBytes(archive);
    SampleFiles.write(archive, Arrays.copyOf(content, content.length / 2));
    assertThatThrownBy(() -> Sources.read(found(), Split.TRAIN, 8))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(archive.toString())
        .hasMessageContaining("truncated");
  }

  @Test
  void anArchiveThatIsNoGzipFileIsRefused() {
    Path archive = directory.resolve(Cifar10.ARCHIVE);
    SampleFiles.write(archive, "<html>not found</html>".getBytes());
    assertThatThrownBy(() -> Sources.read(found(), Split.TRAIN, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s is a web page, which a server sent instead of the file: fetch it again", archive);
  }

  @Test
  void anArchiveThatIsNotCompressedIsRefusedWithWhatToDo() throws IOException {
    Path archive = archive(entry(1, 4));
    SampleFiles.write(archive, gunzip(Files.readAllBytes(archive)));
    assertThatThrownBy(() -> found().available(Split.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage("%s is a tar archive: unpack it with tar", archive);
  }

  @Test
  void anArchiveThatIsCompressedTwiceIsRefusedWithWhatToDo() throws IOException {
    Path archive = archive(entry(1, 4));
    SampleFiles.write(archive, SampleFiles.gzip(Files.readAllBytes(archive)));
    assertThatThrownBy(() -> found().available(Split.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage("%s is packed twice with gzip: unpack it once with gunzip", archive);
  }

  /** A tar to which a file was appended, or with a folder of copies. */
  @ParameterizedTest
  @ValueSource(strings = {"data_batch_1.bin", "../old/data_batch_1.bin"})
  void aFileThatAnArchiveHasTwiceIsRefused(String again) {
    Path archive =
        archive(
            entry(1, 4),
            entry(2, 4),
            new Entry(again, cifar10(1, 4)),
            new Entry(Cifar10.TEST_FILE, cifar10(0, 3)));
    assertThatThrownBy(() -> found().available(Split.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%1$s has the file data_batch_1.bin twice, as cifar-10-batches-bin/data_batch_1.bin and"
                + " as cifar-10-batches-bin/%2$s: fetch the archive again",
            archive, again);
    assertThatThrownBy(() -> Sources.read(found(), Split.TRAIN, 9))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void imagesBehindAGapOfAnArchiveAreNotCounted() {
    Path archive = archive(entry(1, 4), entry(3, 4));
    assertThat(found().available(Split.TRAIN)).isEqualTo(4);
    assertThatThrownBy(() -> Sources.read(found(), Split.TRAIN, 8))
        .isInstanceOf(DataException.class)
        .hasMessage("8 training images of cifar10 were asked for, but there are 4, in %s", archive);
  }

  @Test
  void anArchiveOfAnotherVersionIsRefusedByItsName() {
    Path archive =
        archive(new Entry("data_batch_1", new byte[99]), new Entry("test_batch", new byte[9]));
    assertThatThrownBy(() -> found().available(Split.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s holds no data_batch_1.bin, but files of the Python version, and the binary one is"
                + " wanted: get the archive with `rote data fetch cifar10`",
            archive);
    assertThatThrownBy(() -> found().available(Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("holds no test_batch.bin");
  }

  @Test
  void anArchiveOfCifar100IsRefusedByItsName() {
    archive(new Entry("../cifar-100-binary/train.bin", new byte[99]));
    assertThatThrownBy(() -> found().available(Split.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("but files of CIFAR-100, another data set: get the archive");
  }

  @Test
  void aFolderWithoutTestImagesIsRefused() throws IOException {
    Path folder = SampleFiles.cifar10Directory(directory, 3, 4);
    Files.delete(folder.resolve("test_batch.bin"));
    assertThatThrownBy(this::found)
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s is missing: get it with `rote data fetch cifar10`",
            folder.resolve("test_batch.bin"));
  }

  @Test
  void aPickleUnderTheNameOfABinaryFileIsNamed() {
    Path folder = SampleFiles.cifar10Directory(directory, 3, 4);
    Path file = folder.resolve("data_batch_1.bin");
    SampleFiles.write(file, new byte[] {(byte) 0x80, 2, '}', 'q', 1});
    assertThatThrownBy(() -> found().available(Split.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage("%s is a Python pickle, of the Python version: the binary one is wanted", file);
  }

  @Test
  void foldersAndFilesInCapitalsAreTaken() throws IOException {
    Path folder = SampleFiles.cifar10Directory(directory, 3, 4);
    Files.move(folder.resolve("data_batch_1.bin"), folder.resolve("DATA_BATCH_1.BIN"));
    Files.move(folder, directory.resolve("CIFAR-10-BATCHES-BIN"));
    assertThat(found().available(Split.TRAIN)).isEqualTo(4);
    assertThat(found().present())
        .extracting(SetFile::name)
        .containsExactly("data_batch_1.bin", "test_batch.bin");
  }

  private static byte[] gunzip(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  @Test
  void theRealFilesStartWithAFrogAndACat() {
    ImageSource source = KnownSets.CIFAR10.open(RealData.locations(KnownSets.CIFAR10));
    assertThat(Sources.read(source, Split.TRAIN, 5).labels()).containsExactly(6, 9, 9, 4, 1);
    assertThat(Sources.read(source, Split.TEST, 5).labels()).containsExactly(3, 8, 8, 0, 6);
  }

  private ImageSource found() {
    return KnownSets.CIFAR10.find(directory).orElseThrow();
  }

  private Path archive(Entry... entries) {
    return SampleFiles.tar(directory.resolve(Cifar10.ARCHIVE), entries);
  }

  private static Entry entry(int number, int records) {
    return new Entry("data_batch_" + number + ".bin", cifar10(number, records));
  }

  private static byte[] labels(int perFile, int... files) {
    byte[] labels = new byte[perFile * files.length];
    IntStream.range(0, labels.length)
        .forEach(i -> labels[i] = (byte) ((files[i / perFile] + i % perFile) % 10));
    return labels;
  }
}
