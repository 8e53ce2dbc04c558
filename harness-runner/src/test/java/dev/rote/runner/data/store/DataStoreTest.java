package dev.rote.runner.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rote.runner.data.set.DataException;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.data.set.OfficialFile;
import dev.rote.runner.data.set.RealData;
import dev.rote.runner.data.set.SampleFiles;
import dev.rote.runner.fixture.KnownSets;
import dev.rote.runner.result.provenance.DataFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataStoreTest {
  @TempDir Path directory;

  @Test
  void whatIsNotThereIsListedAsAbsent() {
    assertThat(store().list())
        .containsExactly(
            new SetListing(KnownSets.SHAPES, new SetListing.Generated()),
            new SetListing(KnownSets.POINTS, new SetListing.Generated()),
            absent(KnownSets.CIFAR10),
            absent(KnownSets.MNIST),
            absent(KnownSets.FASHION_MNIST));
  }

  @Test
  void whatIsThereIsListedWithItsFilesAndImages() {
    Path folder = SampleFiles.cifar10Directory(directory, 3, 4, 5);
    assertThat(listed(KnownSets.CIFAR10))
        .isEqualTo(
            new SetListing.Found(
                directory,
                List.of(
                    folder.resolve("data_batch_1.bin"),
                    folder.resolve("data_batch_2.bin"),
                    folder.resolve("test_batch.bin")),
                12 * 3073,
                9,
                3));
  }

  @Test
  void aDamagedSetIsListedWithItsProblemAndHidesNoOther() {
    Path folder = SampleFiles.cifar10Directory(directory, 3, 4);
    SampleFiles.write(folder.resolve("test_batch.bin"), new byte[7]);
    SampleFiles.mnist(directory, 2, 1);
    assertThat(listed(KnownSets.CIFAR10))
        .isInstanceOfSatisfying(
            SetListing.Damaged.class,
            damaged -> assertThat(damaged.problem()).contains("test_batch.bin has 7 bytes"));
    assertThat(listed(KnownSets.MNIST)).isInstanceOf(SetListing.Found.class);
  }

  @Test
  void aSetWithoutTestImagesCannotBeUsed() throws IOException {
    Path folder = SampleFiles.cifar10Directory(directory, 3, 4);
    Files.delete(folder.resolve("test_batch.bin"));
    assertThat(listed(KnownSets.CIFAR10))
        .isEqualTo(
            new SetListing.Damaged(
                folder.resolve("test_batch.bin")
                    + " is missing: get it with `rote data fetch cifar10`"));
  }

  @Test
  void whatIsThereInsteadOfASetIsListed() {
    Path file = SampleFiles.write(directory.resolve("mnist.npz"), new byte[9]);
    assertThat(listed(KnownSets.MNIST))
        .isEqualTo(
            new SetListing.Absent(
                locations(),
                Optional.of(
                    "there is %s, which is not one of the four official files".formatted(file))));
  }

  /** What a run keeps of its data, and a resumed one compares. */
  @Test
  void aRenamedFileIsTheSameFile() throws IOException {
    Path folder = SampleFiles.mnist(directory, 2, 1);
    List<DataFile> before = DataFiles.of(KnownSets.MNIST, locations());
    Files.move(
        folder.resolve("train-images-idx3-ubyte"), folder.resolve("train-images.idx3-ubyte"));
    Files.move(folder, directory.resolve("MNIST"));
    assertThat(DataFiles.of(KnownSets.MNIST, locations())).isEqualTo(before);
  }

  @Test
  void aFileOfAnotherSetUnderTheSameNameIsRefused() throws IOException {
    Path fashion = RealData.locations(KnownSets.FASHION_MNIST).first();
    Path folder = SampleFiles.mnist(directory, 2, 1);
    Path labels = folder.resolve("t10k-labels-idx1-ubyte");
    SampleFiles.write(
        labels, Files.readAllBytes(fashion.resolve("fashion-mnist/t10k-labels-idx1-ubyte.gz")));
    assertThatThrownBy(() -> DataFiles.of(KnownSets.MNIST, locations()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "%s is a file of fashion-mnist and not of mnist: get the right one with `rote data"
                + " fetch mnist`",
            labels);
  }

  @Test
  void filesOfAnotherSizeFailVerification() {
    Path folder = SampleFiles.cifar10Directory(directory, 3, 4);
    List<FileCheck> checks = store().verify(KnownSets.CIFAR10);
    assertThat(checks)
        .startsWith(
            new FileCheck.SizeDiffers(folder.resolve("data_batch_1.bin"), 30_730_000, 12_292),
            new FileCheck.SizeDiffers(folder.resolve("test_batch.bin"), 30_730_000, 9_219))
        .hasSize(6);
    assertThat(checks.getFirst().sound()).isFalse();
    assertThat(checks.getFirst().verdict())
        .isEqualTo("size differs: expected 30,730,000 bytes, found 12,292");
  }

  @Test
  void filesOfAnotherContentFailVerification() {
    Path folder = SampleFiles.mnist(directory, 2, 1);
    Path labels = folder.resolve("t10k-labels-idx1-ubyte");
    SampleFiles.write(labels, SampleFiles.idxLabels(10_000));
    FileCheck check = store().verify(KnownSets.MNIST).getLast();
    assertThat(check.file()).isEqualTo(labels);
    assertThat(check.sound()).isFalse();
    assertThat(check.verdict())
        .startsWith(
            "hash differs: expected SHA-256"
                + " ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2, found SHA-256"
                + " ");
  }

  @Test
  void aFileOfTheRightSizeWithoutAKnownHashPasses() {
    Path folder = SampleFiles.cifar10Directory(directory, 3, 4);
    Path second = SampleFiles.write(folder.resolve("data_batch_2.bin"), new byte[30_730_000]);
    assertThat(store().verify(KnownSets.CIFAR10)).contains(new FileCheck.SizeMatches(second));
  }

  @Test
  void missingTrainingFilesAreToldButAllowed() {
    Path folder = SampleFiles.cifar10Directory(directory, 3, 4, 4, 4, 4);
    FileCheck last = store().verify(KnownSets.CIFAR10).getLast();
    assertThat(last).isEqualTo(new FileCheck.Missing(folder.resolve("data_batch_5.bin")));
    assertThat(last.sound()).isTrue();
  }

  @Test
  void aSetThatIsNotThereCannotBeVerified() {
    assertThatThrownBy(() -> store().verify(KnownSets.MNIST))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("the data set mnist was not found");
  }

  @Test
  void theGeneratedSetHasNothingToVerifyOrFetch() {
    assertThat(store().verify(KnownSets.SHAPES)).isEmpty();
    store().fetch(KnownSets.SHAPES, new Refusing());
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void fetchingAsksTheServerForTheOfficialNames() {
    try (FileServer server = new FileServer(new byte[100])) {
      DataStore store = new DataStore(locations(), set -> server.address().resolve("/"));
      assertThatThrownBy(() -> store.fetch(KnownSets.CIFAR10, new Recording()))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "%s is not the official file: expected 170,052,171 bytes, received 100; what was"
                  + " received is deleted, fetch again",
              server.address().resolve("/cifar-10-binary.tar.gz"));
    }
  }

  @Test
  void fetchingTakesOnlyTheFilesThatAreMissingOrDamaged() throws IOException {
    Path real = RealData.locations(KnownSets.MNIST).first().resolve("mnist");
    Path folder = Files.createDirectories(directory.resolve("mnist"));
    for (OfficialFile file : KnownSets.MNIST.officialFiles().orElseThrow().downloads()) {
      Files.copy(real.resolve(file.name()), folder.resolve(file.name()));
    }
    Path labels = folder.resolve("t10k-labels-idx1-ubyte.gz");
    byte[] content = Files.readAllBytes(labels);
    Files.delete(labels);
    Files.write(labels, Arrays.copyOf(content, 1000));
    Recording progress = new Recording();
    try (FileServer server = new FileServer(content)) {
      new DataStore(locations(), set -> server.address().resolve("/"))
          .fetch(KnownSets.MNIST, progress);
    }
    assertThat(progress.events)
        .containsExactly(
            "present train-images-idx3-ubyte.gz",
            "present train-labels-idx1-ubyte.gz",
            "present t10k-images-idx3-ubyte.gz",
            "started t10k-labels-idx1-ubyte.gz",
            "finished t10k-labels-idx1-ubyte.gz");
    assertThat(store().verify(KnownSets.MNIST)).allMatch(FileCheck.HashMatches.class::isInstance);
  }

  @Test
  void theRealSetsVerify() {
    for (DataSet set : List.of(KnownSets.CIFAR10, KnownSets.MNIST, KnownSets.FASHION_MNIST)) {
      assertThat(new DataStore(RealData.locations(set)).verify(set))
          .isNotEmpty()
          .allMatch(FileCheck::sound);
    }
  }

  private DataStore store() {
    return new DataStore(locations(), set -> URI.create("http://127.0.0.1:9/"));
  }

  private DataLocations locations() {
    return new DataLocations(List.of(directory));
  }

  private SetListing.State listed(DataSet set) {
    return store().list().stream()
        .filter(listing -> listing.set().equals(set))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private SetListing absent(DataSet set) {
    return new SetListing(set, new SetListing.Absent(locations(), Optional.empty()));
  }

  private static class Recording implements FetchProgress {
    final List<String> events = new ArrayList<>();

    @Override
    public void present(Path file) {
      events.add("present " + file.getFileName());
    }

    @Override
    public void started(URI source, Path file, long done, long total) {
      events.add("started " + file.getFileName());
    }

    @Override
    public void advanced(Path file, long done, long total) {}

    @Override
    public void finished(Path file) {
      events.add("finished " + file.getFileName());
    }
  }

  /** Nothing is to be reported. */
  private static final class Refusing extends Recording {
    @Override
    public void started(URI source, Path file, long done, long total) {
      throw new AssertionError("fetches " + source);
    }
  }
}
