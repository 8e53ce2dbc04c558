package dev.rote.runner.data.set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.runner.fixture.KnownSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of files that a user has, though not as the set that a suite asks for. */
class NearMissesTest {
  private static final byte[] IMAGES = SampleFiles.idxImages(1, 2);
  private static final byte[] PICKLE = {(byte) 0x80, 2, '}', 'q', 1};

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train-images-idx3-ubyte | : if it is of mnist, move it to mnist/train-images-idx3-ubyte",
        "MNIST_train-images-idx3-ubyte | : move it to mnist/train-images-idx3-ubyte",
        "digits/t10k-images.idx3-ubyte | : if it is of mnist, move it to mnist/t10k-images-idx3-ubyte",
        "mnist/train-images-idx3-ubyte/train-images-idx3-ubyte | : move it to mnist/train-images-idx3-ubyte",
        "mnist/train-images-idx3-ubyte (1) | : rename it to mnist/train-images-idx3-ubyte",
        "mnist/train-images-idx3-ubyte.1 | : rename it to mnist/train-images-idx3-ubyte",
        "mnist/train-images | : rename it to mnist/train-images-idx3-ubyte",
        "mnist/test-labels.ubyte | : rename it to mnist/t10k-labels-idx1-ubyte",
        "mnist/train-images-idx3-ubyte.gz.crdownload | , which is a download that has not finished",
        "mnist/train-images-idx3-ubyte.gz.part | , which is a download that has not finished",
        "deep/down/MNIST/raw/train-images-idx3-ubyte | : name the directory deep/down with --data-dir",
        "emnist/emnist-digits-train-images-idx3-ubyte | , which is of EMNIST, another data set",
        "emnist-mnist-test-images-idx3-ubyte | , which is of EMNIST, another data set",
        "KMNIST/raw/train-images-idx3-ubyte | , which is of Kuzushiji-MNIST, another data set",
        "mnist.npz | , which is not one of the four official files",
        "mnist/mnist_train.csv | , which is not one of the four official files",
      })
  void aRelativeOfMnistIsNamedWithWhatToDo(String file, String advice) {
    SampleFiles.write(directory.resolve(file), IMAGES);
    assertThat(told(KnownSets.MNIST)).contains(expected(file, advice));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data_batch_1.bin | : move it to cifar-10-batches-bin/data_batch_1.bin",
        "cifar10/data_batch_1.bin | : move it to cifar-10-batches-bin/data_batch_1.bin",
        "cifar10/cifar-10-batches-bin/data_batch_1.bin | : name the directory cifar10 with --data-dir",
        "cifar-10-batches-bin/data_batch_1 | : rename it to cifar-10-batches-bin/data_batch_1.bin",
      })
  void aRelativeOfCifar10IsNamedWithWhatToDo(String file, String advice) {
    SampleFiles.write(directory.resolve(file), SampleFiles.cifar10(1, 2));
    assertThat(told(KnownSets.CIFAR10)).contains(expected(file, advice));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cifar-10-python.tar.gz | , which is of the Python version, and the binary one is wanted",
        "cifar-10-batches-py.tar.gz | , which is of the Python version, and the binary one is wanted",
        "cifar-10-batches-py/data_batch_1 | , which is of the Python version, and the binary one is wanted",
        "cifar-10-batches-mat/data_batch_1.mat | , which is of the Matlab version, and the binary one is wanted",
        "cifar-10-matlab.tar.gz | , which is of the Matlab version, and the binary one is wanted",
        "cifar-100-binary.tar.gz | , which is of CIFAR-100, another data set",
        "cifar10.npz | , which is not cifar-10-binary.tar.gz, the archive of the binary version",
      })
  void anotherVersionOfCifar10IsNamed(String file, String advice) {
    SampleFiles.write(directory.resolve(file), PICKLE);
    assertThat(told(KnownSets.CIFAR10)).contains(expected(file, advice));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cifar10/cifar-10-binary.tar.gz | : name the directory cifar10 with --data-dir",
        "cifar-10-binary (1).tar.gz | : rename it to cifar-10-binary.tar.gz",
        "cifar-10-binary.tgz | : rename it to cifar-10-binary.tar.gz",
        "cifar-10-binary.tar.gz.download | , which is a download that has not finished",
      })
  void theArchiveUnderAnotherNameIsNamed(String file, String advice) {
    SampleFiles.tar(directory.resolve(file), new SampleFiles.Entry("a", new byte[9]));
    assertThat(told(KnownSets.CIFAR10)).contains(expected(file, advice));
  }

  @Test
  void whatIsNotEvenTheFileIsSaidToBeWhatItIs() {
    Path page =
        SampleFiles.write(
            directory.resolve("mnist/train-images-idx3-ubyte (1).gz"), "<html>".getBytes(UTF_8));
    assertThat(told(KnownSets.MNIST))
        .contains(
            "there is %s, which is a web page, which a server sent instead of the file: fetch it again"
                .formatted(page));
  }

  @Test
  void compressedFilesKeepTheirSuffix() {
    Path file = SampleFiles.write(directory.resolve("a/train-images"), SampleFiles.gzip(IMAGES));
    assertThat(told(KnownSets.FASHION_MNIST))
        .contains(
            "there is %s: if it is of fashion-mnist, move it to %s"
                .formatted(file, directory.resolve("fashion-mnist/train-images-idx3-ubyte.gz")));
  }

  @Test
  void whichSetAFileIsOfIsToldByItsHashIfNotByItsName() throws IOException {
    Path real = RealData.locations(KnownSets.FASHION_MNIST).first();
    String name = "t10k-labels-idx1-ubyte.gz";
    Path file =
        SampleFiles.write(
            directory.resolve(name), Files.readAllBytes(real.resolve("fashion-mnist/" + name)));
    assertThat(told(KnownSets.MNIST)).isEmpty();
    assertThat(told(KnownSets.FASHION_MNIST))
        .contains(
            "there is %s: move it to %s"
                .formatted(file, directory.resolve("fashion-mnist/" + name)));
  }

  @Test
  void aLinkToNothingIsNamed() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("mnist"));
    Path link =
        Files.createSymbolicLink(
            folder.resolve("train-images-idx3-ubyte"), Path.of("/nowhere/train-images"));
    assertThat(told(KnownSets.MNIST))
        .contains("there is %s, which is a link to a file that is not there".formatted(link));
  }

  @Test
  void filesOfOneSetAreNoneOfItsSistersAndOthersAreCounted() {
    SampleFiles.write(directory.resolve("FashionMNIST.bak/train-images"), IMAGES);
    Path second = SampleFiles.write(directory.resolve("FashionMNIST.bak/t10k-images"), IMAGES);
    assertThat(told(KnownSets.MNIST)).isEmpty();
    assertThat(told(KnownSets.FASHION_MNIST))
        .contains(
            "there is %s (and 1 more like it): move it to %s"
                .formatted(second, directory.resolve("fashion-mnist/t10k-images-idx3-ubyte")));
  }

  @Test
  void whatHasNothingToDoWithTheSetIsNotToldOf() {
    SampleFiles.write(directory.resolve("mnist/notes.txt"), IMAGES);
    SampleFiles.write(directory.resolve("mnist/._train-images-idx3-ubyte"), IMAGES);
    SampleFiles.write(directory.resolve("training.csv"), IMAGES);
    assertThat(told(KnownSets.MNIST)).isEmpty();
  }

  @Test
  void theSentenceOfAMissingSetHasIt() {
    Path file = SampleFiles.write(directory.resolve("mnist.npz"), IMAGES);
    DataLocations locations = new DataLocations(List.of(Path.of("/nowhere"), directory));
    assertThatThrownBy(() -> KnownSets.MNIST.open(locations))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the data set mnist was not found: neither mnist/train-images-idx3-ubyte nor its .gz is"
                + " in /nowhere (which is no folder) or %s; there is %s, which is not one of the"
                + " four official files; get it with `rote data fetch mnist`, or name the directory"
                + " that has it with --data-dir or ROTE_DATA",
            directory, file);
  }

  @Test
  void theSentenceOfAMissingFileHasIt() {
    Path folder = SampleFiles.mnist(directory, 3, 2);
    Path labels = folder.resolve("t10k-labels-idx1-ubyte");
    assertThat(labels.toFile().renameTo(folder.resolve("t10k-labels (1)").toFile())).isTrue();
    assertThatThrownBy(() -> KnownSets.MNIST.find(directory))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s is missing, with or without .gz; there is %s: rename it to %s: get it with `rote"
                + " data fetch mnist`",
            labels, folder.resolve("t10k-labels (1)"), labels);
  }

  private Optional<String> told(DataSet set) {
    return NearMisses.of(set, new DataLocations(List.of(directory)));
  }

  /** Paths in a row are below the directory. */
  private String expected(String file, String advice) {
    return "there is "
        + directory.resolve(file)
        + advice.replaceFirst("(move it to|rename it to|the directory) ", "$1 " + directory + "/");
  }
}
