package dev.rote.runner.result.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user may name for a file to be written to, and what becomes of it. */
class OutputFileTest {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  @TempDir private Path folder;

  @Test
  void aLinkStaysAndItsTargetIsReplaced() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));

    write(link);

    assertThat(link).isSymbolicLink();
    assertThat(target).hasContent("new");
  }

  @Test
  void aLinkToNothingStaysAndItsTargetIsCreated() throws IOException {
    Path target = folder.resolve("later/target");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    Path chain = Files.createSymbolicLink(folder.resolve("chain"), link);

    write(chain);

    assertThat(chain).isSymbolicLink();
    assertThat(link).isSymbolicLink();
    assertThat(target).hasContent("new");
  }

  @Test
  void aFileKeepsItsPermissionsAndItsNeighbours() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path neighbour = Files.writeString(folder.resolve("file.part"), "precious");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

    write(file);

    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw-r--");
    assertThat(neighbour).hasContent("precious");
    assertThat(names()).containsExactlyInAnyOrder("file", "file.part");
  }

  @Test
  void aPipeIsWrittenInto() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> read(pipe));

    write(pipe);

    assertThat(reader.get(1, TimeUnit.MINUTES)).isEqualTo("new");
    assertThat(Files.isRegularFile(pipe)).isFalse();
    assertThat(new OutputFile(pipe).regular()).isFalse();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aDeviceIsWrittenInto() throws IOException {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "there is no /dev/null here");
    Path link = Files.createSymbolicLink(folder.resolve("link"), device);

    write(link);

    assertThat(Files.isRegularFile(device)).isFalse();
    assertThat(link).isSymbolicLink();
  }

  /** As {@code /dev/stdout} is where the shell has written something to it before. */
  @Test
  void whatIsOpenIsContinuedAndNotReplaced() throws IOException {
    assumeTrue(Files.isDirectory(OPEN_FILES), "only Linux shows what a process has open");
    Path file = Files.writeString(folder.resolve("file"), "before, ");
    try (var channel = Files.newByteChannel(file, StandardOpenOption.APPEND)) {
      write(Files.createSymbolicLink(folder.resolve("stdout"), open(file)));

      assertThat(channel.isOpen()).isTrue();
    }
    assertThat(file).hasContent("before, new");
  }

  /** Returns the link that stands for an open file of this process. */
  private static Path open(Path file) throws IOException {
    try (Stream<Path> links = Files.list(OPEN_FILES)) {
      return links
          .filter(link -> Files.exists(link) && isSame(link, file))
          .findFirst()
          .orElseThrow();
    }
  }

  private static boolean isSame(Path link, Path file) {
    try {
      return Files.isSameFile(link, file);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aCheckLeavesWhatIsThereAndCreatesNoFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");

    new OutputFile(file).check();
    new OutputFile(folder.resolve("not-there")).check();

    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void whatCannotBeWrittenIsFoundByTheCheck() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path circle = folder.resolve("circle");
    Files.createSymbolicLink(circle, circle);

    assertThatThrownBy(() -> new OutputFile(folder).check()).hasMessageContaining("directory");
    assertThatThrownBy(() -> new OutputFile(file.resolve("below")).check())
        .isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> new OutputFile(circle).check())
        .isInstanceOf(FileSystemLoopException.class);
    assertThatThrownBy(() -> new OutputFile(folder.resolve("x".repeat(300))).check())
        .isInstanceOf(IOException.class)
        .satisfies(e -> assertThat(FileTrouble.liesInName((IOException) e)).isTrue());
  }

  @Test
  void theLongestNameThatTheSystemTakesIsTaken() throws IOException {
    Path file = folder.resolve("x".repeat(255));

    write(file);

    assertThat(file).hasContent("new");
  }

  @Test
  void whatIsWrittenOnceIsNeverReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");

    assertThatThrownBy(() -> AtomicFile.create(file, out -> out.write('x')))
        .isInstanceOf(FileAlreadyExistsException.class);

    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("file");
  }

  private static void write(Path file) throws IOException {
    OutputFile output = new OutputFile(file);
    output.check();
    output.write(out -> out.write("new".getBytes(StandardCharsets.UTF_8)));
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
